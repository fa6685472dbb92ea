using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;
using WebPortal.Data;
using Xunit;

namespace WebPortal.Tests.Conventions;

/// <summary>The views as they are compiled: whatever they write as it stands is markup and never something to read.</summary>
[Trait("Level", "Conventions")]
public sealed partial class ViewTextTests
{
    /// <summary>Names, keys and examples that are the same in every language.</summary>
    private static readonly string[] Neutral = ["WebPortal", "Bitbucket", "HTTPS", "SSH", "audit verify", "repository:write", "192.0.2.1", "Enter", "Shift+C", "Esc"];

    [Fact]
    public void No_View_Says_Anything_In_A_Language_Of_Its_Own()
    {
        using var assembly = AssemblyDefinition.ReadAssembly(typeof(PortalDbContext).Assembly.Location);
        TypeDefinition[] views = [.. assembly.MainModule.Types.Where(type => type.BaseType?.Name is "Page" or "RazorPage`1")];

        Assert.True(views.Length > 30, $"Only {views.Length} compiled views were found.");
        Breaches.AssertNone(from view in views from text in Said(view) select $"{view.Name}: {text}");
    }

    private static IEnumerable<string> Said(TypeDefinition view) =>
        from method in WithNested(view).SelectMany(type => type.Methods)
        where method.HasBody
        from text in SaidIn(method)
        let rest = Neutral.Aggregate(text, (left, neutral) => left.Replace(neutral, "", StringComparison.Ordinal))
        where Word().IsMatch(rest)
        select text.Trim();

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    private static IEnumerable<string> SaidIn(MethodDefinition method)
    {
        var markup = string.Concat(Literals(method).Where(literal => literal.IsMarkup).Select(literal => literal.Text));
        return Tag().Replace(markup, "\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Concat(SpokenAttribute().Matches(markup).Select(match => match.Groups["text"].Value))
            .Concat(Literals(method).Where(literal => !literal.IsMarkup && Sentence().IsMatch(literal.Text)).Select(literal => literal.Text));
    }

    private static IEnumerable<(string Text, bool IsMarkup)> Literals(MethodDefinition method) =>
        from instruction in method.Body.Instructions
        where instruction.OpCode == OpCodes.Ldstr
        select ((string)instruction.Operand, instruction.Next.Operand is MethodReference { Name: "WriteLiteral" });

    [GeneratedRegex("<[^>]*>|&[#a-z0-9]+;")]
    private static partial Regex Tag();

    [GeneratedRegex("(?:aria-label|placeholder|title|alt|data-label)=\"(?<text>[^\"]+)\"")]
    private static partial Regex SpokenAttribute();

    [GeneratedRegex(@"\p{L}{2}")]
    private static partial Regex Word();

    /// <summary>Text in code that is more than a name: it begins like a sentence and has a second word.</summary>
    [GeneratedRegex(@"^\s?\p{Lu}?\p{L}+ \p{L}+.* |^\p{Lu}\p{Ll}+ \p{Ll}+")]
    private static partial Regex Sentence();
}
