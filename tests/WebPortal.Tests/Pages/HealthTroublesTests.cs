using WebPortal.Administration;
using WebPortal.Connections;
using WebPortal.Pages.Texts;
using Xunit;

namespace WebPortal.Tests.Pages;

/// <summary>What the health page calls a trouble, and how bad.</summary>
[Trait("Level", "Unit")]
public sealed class HealthTroublesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    private static readonly HealthReport Well = new(
        Now,
        new StorageHealth("Sqlite", TimeSpan.FromMilliseconds(1), []),
        new KeyHealth(1, "AB", Now.AddYears(9), 0),
        new ClientStandingSummary(null, null, null, null),
        IsFeedFresh: true,
        KeepsAlive: true,
        new ConnectionTally(Now, new Dictionary<string, int> { ["Healthy"] = 100, ["Retrying"] = 1, ["Ended"] = 900 }),
        Dying: 3,
        DyingSoon: 0,
        [],
        [],
        [],
        []);

    public static TheoryData<string> Names => [.. Cases.Keys];

    private static Dictionary<string, (HealthReport Report, string Tone)> Cases => new()
    {
        ["client"] = (Well with { Client = new(Now.AddMinutes(-5), Now, null, null) }, "bad"),
        ["keys-lost"] = (Well with { Keys = Well.Keys with { WaitingForLost = 1001 } }, "bad"),
        ["migrations"] = (Well with { Storage = Well.Storage with { PendingMigrations = ["2026_Next"] } }, "bad"),
        ["feed"] = (Well with { IsFeedFresh = false }, "bad"),
        ["incident"] = (Well with { Incidents = [new(1, Now.AddDays(-6), "x", null, null, null)] }, "wait"),
        ["leftovers"] = (Well with { Leftovers = [new(Guid.Empty, Now, 2)] }, "wait"),
        ["dying"] = (Well with { KeepsAlive = false }, "wait"),
        ["retrying"] = (Well with { Connections = new(Now, new Dictionary<string, int> { ["Healthy"] = 100, ["Retrying"] = 6 }) }, "wait"),
        ["certificate"] = (Well with { Keys = Well.Keys with { CertificateEndsAt = Now.AddDays(59) } }, "wait"),
    };

    [Fact]
    public void All_Is_Well_While_Connections_Take_Care_Of_Themselves() => Assert.Empty(HealthTroubles.Of(Well));

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_Trouble_Is_Told_Alone(string id)
    {
        var trouble = Assert.Single(HealthTroubles.Of(Cases[id].Report));

        Assert.Equal((id, Cases[id].Tone), (trouble.Id, trouble.Tone));
    }

    [Fact]
    public void An_Old_Incident_Is_No_Trouble_Any_More() =>
        Assert.Empty(HealthTroubles.Of(Well with { Incidents = [new(1, Now.AddDays(-8), "x", null, null, null)] }));

    [Fact]
    public void What_Keep_Alive_Could_Not_Renew_Is_A_Trouble() =>
        Assert.Equal("dying", Assert.Single(HealthTroubles.Of(Well with { DyingSoon = 1 })).Id);

    [Fact]
    public void The_Worst_Comes_First() => Assert.Equal(
        ["feed", "leftovers"],
        HealthTroubles.Of(Well with { IsFeedFresh = false, Leftovers = [new(Guid.Empty, Now, 2)] }).Select(trouble => trouble.Id));
}
