using System.Buffers;

namespace WebPortal.Lending;

/// <summary>Names repositories: <c>workspace</c>, <c>workspace/slug</c> or <c>workspace/project:KEY</c>, in each part with <c>*</c> for any characters, without regard to case.</summary>
/// <param name="Workspace">Matched against the workspace's ID.</param>
/// <param name="Name">Of the repository, or the key of its project.</param>
/// <param name="IsProject">Whether <paramref name="Name"/> is about the project.</param>
internal sealed record LeashPattern(string Workspace, string Name, bool IsProject)
{
    private const int LongestPart = 128;
    private const char Any = '*';
    private static readonly string Project = "project:";
    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-*");

    /// <returns>Null when the text is no pattern.</returns>
    public static LeashPattern? Parse(string text)
    {
        var parts = text.Trim().Split('/');
        var name = parts.Length > 1 ? parts[1] : Any.ToString();
        var isProject = name.StartsWith(Project, StringComparison.OrdinalIgnoreCase);
        name = isProject ? name[Project.Length..] : name;
        return parts.Length <= 2 && IsPart(parts[0]) && IsPart(name) ? new LeashPattern(parts[0], name, isProject) : null;
    }

    /// <summary>Whether it names something in the workspace.</summary>
    public bool Meets(string workspace) => Fits(Workspace, workspace);

    /// <param name="project">Null when it is not known, which no pattern of a project fits.</param>
    public bool Fits(string workspace, string? project, string slug) =>
        Fits(Workspace, workspace) && (IsProject ? project is not null && Fits(Name, project) : Fits(Name, slug));

    public override string ToString() =>
        IsProject ? $"{Workspace}/{Project}{Name}" : Name == Any.ToString() ? Workspace : $"{Workspace}/{Name}";

    private static bool IsPart(string part) => part.Length is > 0 and <= LongestPart && !part.AsSpan().ContainsAnyExcept(Letters);

    /// <summary>In time bounded by the product of both lengths, whatever the pattern.</summary>
    private static bool Fits(string pattern, string text)
    {
        var (inPattern, inText, star, resume) = (0, 0, -1, 0);
        while (inText < text.Length)
        {
            if (inPattern < pattern.Length && pattern[inPattern] == Any)
            {
                (star, resume) = (inPattern++, inText);
            }
            else if (inPattern < pattern.Length && char.ToUpperInvariant(pattern[inPattern]) == char.ToUpperInvariant(text[inText]))
            {
                inPattern++;
                inText++;
            }
            else if (star >= 0)
            {
                (inPattern, inText) = (star + 1, ++resume);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(inPattern).TrimStart(Any).IsEmpty;
    }
}
