using WebPortal.Repositories;
using Xunit;

namespace WebPortal.Tests.Repositories;

/// <summary>Answers that live in a snapshot.</summary>
[Trait("Level", "Unit")]
public sealed class KeptAnswersTests
{
    private readonly KeptAnswersBudget _budget = new(8000);

    [Fact]
    public void A_Copied_Snapshot_Does_Not_Bring_The_Answers_Of_Its_Model_Along()
    {
        var snapshot = new CatalogSnapshot([]);
        _budget.Keep(snapshot.Kept, Key("/a"), new KeptAnswer([1]));

        Assert.Equal((byte)1, Assert.Single(snapshot.Kept.Find(Key("/a"))!.Body));
        Assert.Null((snapshot with { IsBeingRead = true }).Kept.Find(Key("/a")));
    }

    [Fact]
    public void One_Snapshot_Keeps_A_Bounded_Number()
    {
        var snapshot = new CatalogSnapshot([]);
        for (var number = 0; number < 100; number++)
        {
            _budget.Keep(snapshot.Kept, Key($"/{number}"), new KeptAnswer([1]));
        }

        Assert.Equal(KeptAnswers.MostAnswers, snapshot.Kept.Count);
    }

    [Fact]
    public void All_Snapshots_Together_Keep_A_Bounded_Weight_And_The_Oldest_Make_Room()
    {
        CatalogSnapshot[] snapshots = [.. Enumerable.Range(0, 20).Select(_ => new CatalogSnapshot([]))];
        foreach (var snapshot in snapshots)
        {
            _budget.Keep(snapshot.Kept, Key("/a"), new KeptAnswer(new byte[1000]));
        }

        Assert.Equal(8000, _budget.Weight);
        Assert.Equal(8, snapshots.Count(snapshot => snapshot.Kept.Count > 0));
        Assert.Equal(1, snapshots[^1].Kept.Count);
        Assert.Equal(0, snapshots[0].Kept.Count);
    }

    [Fact]
    public void An_Answer_Too_Heavy_For_Everybody_Is_Not_Kept()
    {
        var snapshot = new CatalogSnapshot([]);
        _budget.Keep(snapshot.Kept, Key("/a"), new KeptAnswer(new byte[1001]));

        Assert.Equal(0, snapshot.Kept.Count);
    }

    [Fact]
    public void Every_Part_Of_The_Address_And_The_Form_Tell_Answers_Apart()
    {
        var kept = new CatalogSnapshot([]).Kept;
        KeptAnswerKey[] keys =
        [
            new("https", "a", "", "/x", "?q", false), new("http", "a", "", "/x", "?q", false), new("https", "b", "", "/x", "?q", false),
            new("https", "a", "/x", "", "?q", false), new("https", "a", "", "/y", "?q", false), new("https", "a", "", "/x", "?p", false), new("https", "a", "", "/x", "?q", true),
            new("https", "a", "", "/x", "?q", false, "somebody"),
        ];
        for (var number = 0; number < keys.Length; number++)
        {
            Assert.True(kept.TryAdd(keys[number], new KeptAnswer([(byte)number])));
        }

        Assert.All(keys, (key, number) => Assert.Equal((byte)number, Assert.Single(kept.Find(key)!.Body)));
    }

    private static KeptAnswerKey Key(string path) => new("https", "portal.example", "", path, "", false);
}
