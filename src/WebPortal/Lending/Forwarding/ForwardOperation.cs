using System.Collections.Frozen;

namespace WebPortal.Lending.Forwarding;

/// <summary>One operation that is passed on: the shape of its address, what a leash calls it, and the parameters it takes.</summary>
/// <param name="Template">Segments below <c>/2.0/</c>; a name in braces is a variable, one that ends in a star takes the rest of the path.</param>
/// <param name="Name">As it stands in a leash; one of <see cref="LeashOperations"/>.</param>
/// <param name="Parameters">Everything that its query may hold.</param>
internal sealed record ForwardOperation(string Template, string Name, FrozenSet<string> Parameters, ListShape Shape = ListShape.Own)
{
    public IReadOnlyList<string> Segments { get; } = Template.Split('/');

    /// <summary>Bitbucket counts it to the thousand calls that a person has in an hour.</summary>
    public bool IsCounted { get; } = Template.StartsWith("repositories/", StringComparison.Ordinal);

    /// <summary>Its answer may be a file, whose bytes are nobody's to change.</summary>
    public bool MayBeFile { get; } = Template.Contains("/src/", StringComparison.Ordinal) || Template.EndsWith("/log", StringComparison.Ordinal);

    /// <summary>What a leash does not allow has to be taken out of the answer.</summary>
    public bool NamesOthers => Shape != ListShape.Own;
}
