namespace BitbucketEmulator.Seed;

/// <summary>Makes a workspace's repositories: a few by hand, the rest from the vocabulary.</summary>
internal sealed class RepositoryMaker(DateTimeOffset start)
{
    public IReadOnlyList<Repository> Make(Workspace workspace, int count)
    {
        var repositories = new List<Repository>(count);
        repositories.AddRange(workspace.Slug switch
        {
            "northlight" => Northlight(workspace),
            "atelier" => HostileNames.All.Select(hostile => Hostile(workspace, hostile)),
            _ => [],
        });
        for (var index = 0; repositories.Count < count; index++)
            repositories.Add(FromVocabulary(workspace, index));
        return repositories;
    }

    private IEnumerable<Repository> Northlight(Workspace workspace)
    {
        yield return With(workspace, "payments-gw", "Payments Gateway (legacy name)", "Its name is unlike its slug", isPrivate: true);
        yield return With(workspace, "board-minutes", "Board minutes", "Owners of the workspace only", isPrivate: true, ownersOnly: true);
        yield return With(workspace, "new-idea", "New idea", "Created, nothing pushed yet", isPrivate: true, isEmpty: true);
        yield return With(workspace, "open-labels", "Open Labels", "Public: everybody may read it, signed in or not", isPrivate: false);
        yield return With(workspace, "empty-public", "Empty and public", "", isPrivate: false, isEmpty: true);
    }

    private Repository Hostile(Workspace workspace, HostileName hostile) =>
        With(workspace, hostile.Slug, hostile.Name, hostile.Description, isPrivate: true, website: hostile.Website);

    private Repository FromVocabulary(Workspace workspace, int index)
    {
        var subject = Words.Subjects[index % Words.Subjects.Count];
        var part = Words.Parts[index / Words.Subjects.Count % Words.Parts.Count];
        var round = index / (Words.Subjects.Count * Words.Parts.Count);
        var suffix = round == 0 ? "" : $"-{round + 1}";
        var number = Deterministic.Number($"vocabulary:{workspace.Slug}:{index}");
        return With(
            workspace,
            $"{subject}-{part}{suffix}",
            $"{char.ToUpperInvariant(subject[0])}{subject[1..]} {part}{suffix.Replace('-', ' ')}",
            number % 5 == 0 ? "" : $"The {part} of {subject}",
            isPrivate: workspace.IsPrivate || number % 10 != 0,
            isEmpty: number % 41 == 0,
            website: number % 17 == 0 ? $"https://{subject}.northlight.example/{part}" : null);
    }

    private Repository With(Workspace workspace, string slug, string name, string description, bool isPrivate, bool isEmpty = false, bool ownersOnly = false, string? website = null)
    {
        var number = Deterministic.Number($"details:{workspace.Slug}/{slug}");
        var created = start.AddMinutes(-Deterministic.Below(number, 1_200_000)).AddDays(-2).AddTicks((long)(number % 9_999_999) / 10 * 10);
        var age = start - created;
        // Private projects cannot hold public repositories.
        var projects = workspace.Projects.Where(project => isPrivate || !project.IsPrivate).ToArray();
        return new(workspace, slug)
        {
            Name = name,
            Description = description,
            Project = projects[Deterministic.Below(number >> 7, projects.Length)],
            IsPrivate = isPrivate,
            IsEmpty = isEmpty,
            OwnersOnly = ownersOnly,
            Website = website,
            Language = isEmpty ? "" : Words.Languages[Deterministic.Below(number >> 17, Words.Languages.Count)],
            Size = isEmpty ? 0 : 4_096 + (long)(number >> 9 & 0x3FF_FFFF),
            CreatedOn = created,
            UpdatedOn = isEmpty ? created : created + (age * (Deterministic.Below(number >> 23, 1_000) / 1_001.0)),
        };
    }
}
