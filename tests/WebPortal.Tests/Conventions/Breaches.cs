using Xunit;

namespace WebPortal.Tests.Conventions;

/// <summary>Fails with every place that breaks a rule, one a line, so that all are mended in one go.</summary>
internal static class Breaches
{
    public static void AssertNone(IEnumerable<string?> places)
    {
        string?[] all = [.. places];
        Assert.True(all.Length == 0, $"{all.Length} places break this rule:\n{string.Join('\n', all)}");
    }
}
