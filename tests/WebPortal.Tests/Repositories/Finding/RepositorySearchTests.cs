using System.Diagnostics;
using WebPortal.Repositories;
using WebPortal.Repositories.Finding;
using Xunit;

namespace WebPortal.Tests.Repositories.Finding;

/// <summary>Nothing that holds the words is lost, the order is the one that is promised, and a hostile question costs little more than another.</summary>
[Trait("Level", "Unit")]
public sealed class RepositorySearchTests
{
    [Fact]
    public void Whatever_Holds_The_Words_Is_Found_And_Nothing_Else()
    {
        var random = new Random(20261124);
        var items = FindingSample.Many(400, random);
        var snapshot = FindingSample.Snapshot(items);
        for (var round = 0; round < 400; round++)
        {
            var text = FoldedText.Fold(TextOf(items[random.Next(items.Length)]));
            var parts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Piece(text, random)).Where(piece => piece.Length > 0).ToArray();
            var question = string.Join(' ', parts);

            var found = FindingSample.Slugs(snapshot, question, withGuesses: false).Order(StringComparer.Ordinal);

            var words = question.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var expected = items.Where(item => words.All(word => FoldedText.Fold(TextOf(item)).Contains(word, StringComparison.Ordinal))).Select(item => item.Slug);
            Assert.True(expected.Order(StringComparer.Ordinal).SequenceEqual(found), $"“{question}”");
        }
    }

    [Fact]
    public void Hits_Come_In_The_Promised_Order()
    {
        var snapshot = FindingSample.Snapshot(
            FindingSample.Item("l", "Nothing", "about protal things"),
            FindingSample.Item("k", "Protal"),
            FindingSample.Item("i", "Nothing", "subportals"),
            FindingSample.Item("h", "Subportals"),
            FindingSample.Item("g", "Nothing", "the portals"),
            FindingSample.Item("f", "Nothing", project: "portals"),
            FindingSample.Item("e", "The portals"),
            FindingSample.Item("b", "Portals"),
            FindingSample.Item("a", "Portal"));

        Assert.Equal(["a", "b", "e", "f", "g", "h", "i", "k", "l"], FindingSample.Slugs(snapshot, "portal"));
    }

    [Theory]
    [InlineData("serach", "search")]
    [InlineData("invoce", "invoice")]
    [InlineData("dashbaord", "dashboard")]
    [InlineData("dahsbaord", "dashboard")]
    [InlineData("émigrés", "emigre")]
    [InlineData("ferrry", "ferry")]
    public void A_Typing_Mistake_Is_Forgiven(string typed, string meant)
    {
        var snapshot = FindingSample.Snapshot(FindingSample.Item(meant), FindingSample.Item("other"));

        Assert.Equal([meant], FindingSample.Slugs(snapshot, typed));
        Assert.Empty(FindingSample.Slugs(snapshot, typed, withGuesses: false));
    }

    [Fact]
    public void Short_Words_Are_Never_Guessed_And_Guesses_Never_Come_Before_Hits()
    {
        var snapshot = FindingSample.Snapshot(FindingSample.Item("abd"), FindingSample.Item("z-orders"), FindingSample.Item("a-order", daysAgo: 1), FindingSample.Item("ordres", daysAgo: 0));

        Assert.Empty(FindingSample.Slugs(snapshot, "abc"));
        Assert.Equal("z-orders", FindingSample.Slugs(snapshot, "orders").First());
    }

    [Fact]
    public void Marks_Decide_Among_Equals_And_Then_The_Newest()
    {
        var snapshot = FindingSample.Snapshot(
            FindingSample.Item("web-1", daysAgo: 1), FindingSample.Item("web-2", daysAgo: 2), FindingSample.Item("web-3", daysAgo: 3), FindingSample.Item("web-4", daysAgo: 4), FindingSample.Item("the-web", daysAgo: 0));
        var marks = new PersonMarks([new("acme", "web-4"), new("acme", "gone"), new("acme", "the-web")], [new("acme", "web-3")]);

        Assert.Equal(["web-4", "web-3", "web-1", "web-2", "the-web"], FindingSample.Slugs(snapshot, "web", marks: marks));
    }

    [Fact]
    public void A_Name_Of_Several_Words_Is_Exact_As_A_Whole()
    {
        var snapshot = FindingSample.Snapshot(FindingSample.Item("web-app-tools", daysAgo: 0), FindingSample.Item("web-app", daysAgo: 9), FindingSample.Item("app-web", daysAgo: 1));

        Assert.Equal("web-app", FindingSample.Slugs(snapshot, "web-app").First());
        Assert.Equal(["web-app", "web-app-tools"], FindingSample.Slugs(snapshot, "WEB-APP").Take(2));
    }

    [Theory]
    [InlineData("\uD800")]
    [InlineData("a\u0000b \u0007 \uDC00x")]
    [InlineData("- . / :: c++ #")]
    [InlineData("a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j")]
    [InlineData("((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_Hostile_Question_Is_Answered(string question)
    {
        var snapshot = FindingSample.Snapshot(FindingSample.Many(2_000, new Random(7)));

        var started = Stopwatch.GetTimestamp();
        Assert.InRange(FindingSample.Slugs(snapshot, question).Count(), 0, 1000);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Stopwatch.GetElapsedTime(started).TotalMilliseconds:F1} ms with the index");
    }

    [Fact]
    public void Twenty_Thousand_Are_Searched_And_What_It_Takes_Is_Told()
    {
        var snapshot = FindingSample.Snapshot(FindingSample.Many(20_000, new Random(5)));
        var index = snapshot.Index;
        Assert.NotEmpty(index.Items);
        foreach (var question in (string[])["payment", "dashboard ledger", "serach gatewy", "e"])
        {
            Assert.NotEmpty(FindingSample.Slugs(snapshot, question));
            var best = Enumerable.Range(0, 10).Min(_ =>
            {
                var started = Stopwatch.GetTimestamp();
                new RepositoryFilter(snapshot, FindingSample.Query(question, withGuesses: true) with { PageSize = 50 }, null, FindingSample.Now).Run();
                return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            });
            TestContext.Current.TestOutputHelper?.WriteLine($"“{question}”: {best:F2} ms");
        }

        var bytes = (double)index.Bytes / index.Items.Length;
        TestContext.Current.TestOutputHelper?.WriteLine($"The index takes {bytes:F0} bytes for a repository.");
        Assert.InRange(bytes, 1, 200);
    }

    [Theory]
    [InlineData("order", "orders", 1)]
    [InlineData("ab", "ba", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("same", "same", 0)]
    [InlineData("", "ab", 2)]
    public void Mistakes_Are_Counted(string asked, string there, int mistakes) => Assert.Equal(mistakes, NearWord.Distance(asked, there, 3));

    private static string TextOf(RepositoryItem item) =>
        string.Join('\n', item.FullName, item.Name, item.ProjectKey, item.ProjectName, item.WorkspaceName, item.Language, item.Description);

    private static string Piece(string text, Random random)
    {
        var start = random.Next(text.Length);
        var piece = text.Substring(start, Math.Min(random.Next(1, 9), text.Length - start));
        return piece.Split('\n', ' ')[0];
    }
}
