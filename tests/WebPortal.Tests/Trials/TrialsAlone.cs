using Xunit;

namespace WebPortal.Tests.Trials;

/// <summary>Trials measure time on real processes, so each runs alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TrialsAlone
{
    public const string Name = "Trials";
}
