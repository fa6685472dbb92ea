using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace WebPortal.Tests.Conventions;

/// <summary>Names, clocks, comments and waiting in the source of the three programs.</summary>
[Trait("Level", "Conventions")]
public sealed partial class SourceTests
{
    private static readonly string[] BannedNameParts = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Common", "Base", "Impl"];

    // These carry the names of a package that whoever can restore it puts in their place.
    private const string PackageNames = "src/WebPortal/Authentication/BitbucketOAuth/";

    private static IEnumerable<(SourceFile File, BaseTypeDeclarationSyntax Type)> Types =>
        SourceTree.Product.SelectMany(file => file.Syntax.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Select(type => (file, type)));

    [Fact]
    public void The_Namespace_Is_The_Folder()
    {
        var wrong = from file in SourceTree.Product
                    where !file.Path.StartsWith(PackageNames, StringComparison.Ordinal)
                    from declaration in file.Syntax.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
                    let folder = Path.GetDirectoryName(file.Path)!["src/".Length..].Replace('/', '.')
                    where declaration.Name.ToString() != folder || declaration is not FileScopedNamespaceDeclarationSyntax
                    select $"{file.Path}: {declaration.Name}";

        Breaches.AssertNone(wrong);
    }

    [Fact]
    public void Names_Say_What_A_Type_Does() =>
        Breaches.AssertNone(Types.Where(pair => Words(pair.Type.Identifier.Text).Any(BannedNameParts.Contains)).Select(Describe));

    [Fact]
    public void Service_And_Handler_Are_Names_Of_Framework_Contracts()
    {
        var wrong = Types.Where(pair => Words(pair.Type.Identifier.Text).Last() is "Service" or "Handler"
            && pair.Type.BaseList?.Types.Any(parent => Words(parent.Type.ToString()).Any(word => word is "Service" or "Handler")) != true);

        Breaches.AssertNone(wrong.Select(Describe));
    }

    [Fact]
    public void Every_Type_Says_In_A_Sentence_What_It_Does()
    {
        // What the registration class of a folder does is fixed by its name.
        var silent = Types.Where(pair => Words(pair.Type.Identifier.Text).Last() != "Services" && pair.Type.Parent is BaseNamespaceDeclarationSyntax && !pair.Type.Modifiers.Any(SyntaxKind.PartialKeyword)
            && !pair.Type.GetLeadingTrivia().ToFullString().Contains("<summary>", StringComparison.Ordinal));

        Breaches.AssertNone(silent.Select(Describe));
    }

    [Fact]
    public void The_Clock_Is_Injected()
    {
        var wrong = from file in SourceTree.Product
                    from access in file.Syntax.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
                    where access.ToString() is "DateTime.Now" or "DateTime.UtcNow" or "DateTime.Today" or "DateTimeOffset.Now" or "DateTimeOffset.UtcNow"
                    select At(file, access);

        Breaches.AssertNone(wrong);
    }

    [Fact]
    public void Nobody_Blocks_A_Thread()
    {
        var wrong = from file in SourceTree.Product
                    from call in file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
                    let text = call.Expression.ToString()
                    where text is "Thread.Sleep" || text.EndsWith(".GetAwaiter().GetResult", StringComparison.Ordinal) || text is "Task.WaitAll" or "Task.WaitAny"
                    select At(file, call);

        Breaches.AssertNone(wrong);
    }

    [Fact]
    public void Comments_Leave_Nothing_For_Later()
    {
        var wrong = from file in SourceTree.Product
                    from trivia in file.Syntax.DescendantTrivia(descendIntoTrivia: false)
                    where trivia.IsKind(SyntaxKind.RegionDirectiveTrivia)
                        || (IsComment(trivia) && (Unfinished().IsMatch(trivia.ToString()) || Code().IsMatch(trivia.ToString())))
                    select $"{file.Path}:{trivia.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

        Breaches.AssertNone(wrong);
    }

    [Fact]
    public void A_Switched_Off_Warning_Says_Why()
    {
        var wrong = from file in SourceTree.Product
                    from line in file.Syntax.GetText().Lines
                    let text = line.ToString().Trim()
                    where text.StartsWith("#pragma warning disable", StringComparison.Ordinal) && !text.Contains("//", StringComparison.Ordinal)
                    select $"{file.Path}:{line.LineNumber + 1}";

        Breaches.AssertNone(wrong);
    }

    private static bool IsComment(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);

    private static IEnumerable<string> Words(string name) => Word().Matches(name).Select(match => match.Value);

    private static string Describe((SourceFile File, BaseTypeDeclarationSyntax Type) pair) => At(pair.File, pair.Type);

    private static string At(SourceFile file, SyntaxNode node) => $"{file.Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"^//\s*(var |return |await |if \(|foreach \(|.*\);\s*$)")]
    private static partial Regex Code();
}
