namespace BitbucketEmulator.Seed;

/// <summary>A project inside a workspace.</summary>
internal sealed record Project(Workspace Workspace, string Key, string Name, string Description, bool IsPrivate, DateTimeOffset CreatedOn)
{
    public string BracedUuid { get; } = $"{{{Deterministic.Identifier($"project:{Workspace.Slug}:{Key}")}}}";

    public DateTimeOffset UpdatedOn { get; init; } = CreatedOn.AddDays(100);
}
