using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace WebPortal.Tests.Conventions;

/// <summary>Small files and small methods, so that a change has one place and two changes rarely the same one.</summary>
[Trait("Level", "Conventions")]
public sealed class SizeTests
{
    [Fact]
    public void No_File_Is_Longer_Than_Three_Hundred_Lines() =>
        Breaches.AssertNone(SourceTree.Product.Where(file => file.Lines > 300).Select(file => $"{file.Path}: {file.Lines}"));

    [Fact]
    public void Files_Are_Mostly_Short()
    {
        int[] lines = [.. SourceTree.Product.Select(file => file.Lines)];

        Assert.InRange(Percentile(lines, 50), 1, 50);
        Assert.InRange(Percentile(lines, 95), 1, 200);
    }

    [Fact]
    public void No_Method_Is_Longer_Than_Sixty_Lines() =>
        Breaches.AssertNone(Methods().Where(method => method.Lines > 60).Select(method => $"{method.Name}: {method.Lines}"));

    [Fact]
    public void Methods_Are_Mostly_Short() => Assert.InRange(Percentile([.. Methods().Select(method => method.Lines)], 95), 1, 40);

    /// <summary>From the signature to the closing brace, attributes and comments left out.</summary>
    private static IEnumerable<(string Name, int Lines)> Methods() =>
        from file in SourceTree.Product
        from node in file.Syntax.DescendantNodes()
        where node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax
        let start = node is BaseMethodDeclarationSyntax { AttributeLists.Count: > 0 } method ? method.AttributeLists.Last().Span.End : node.SpanStart
        let span = node.SyntaxTree.GetLineSpan(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(start, node.Span.End))
        select ($"{file.Path}:{span.StartLinePosition.Line + 1}", span.EndLinePosition.Line - span.StartLinePosition.Line + 1);

    private static int Percentile(int[] values, int percent)
    {
        Array.Sort(values);
        return values[Math.Max(0, (int)Math.Ceiling(values.Length * percent / 100.0) - 1)];
    }
}
