using System.Net;
using WebPortal.Lending;
using Xunit;

namespace WebPortal.Tests.Lending;

/// <summary>What a leash allows, one rule at a time.</summary>
[Trait("Level", "Unit")]
public sealed class LeashTests
{
    private static readonly DateTimeOffset End = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("*", "acme", "WEB", "site", true)]
    [InlineData("acme", "ACME", null, "site", true)]
    [InlineData("acme", "acme2", "WEB", "site", false)]
    [InlineData("acme/site", "acme", "WEB", "Site", true)]
    [InlineData("acme/site", "acme", "WEB", "site-2", false)]
    [InlineData("acme/*-api", "acme", "WEB", "billing-api", true)]
    [InlineData("acme/*-api", "acme", "WEB", "billing-api-2", false)]
    [InlineData("acme/a*b*c", "acme", "WEB", "a-b-b-c", true)]
    [InlineData("acme/a*b*c", "acme", "WEB", "a-c-b", false)]
    [InlineData("ac*/site", "acme", "WEB", "site", true)]
    [InlineData("acme/project:web", "acme", "WEB", "site", true)]
    [InlineData("acme/project:W*", "acme", "WEB", "site", true)]
    [InlineData("acme/project:OPS", "acme", "WEB", "site", false)]
    [InlineData("acme/project:*", "acme", null, "site", false)]
    [InlineData("acme", "{11111111-2222-4333-8444-555555555555}", null, "site", false)]
    public void A_Repository_Is_Allowed_When_A_Pattern_Names_It(string pattern, string workspace, string? project, string slug, bool isAllowed)
    {
        var leash = Make([pattern], [LeashOperations.ReadRefs]);

        Assert.Equal(isAllowed, leash.Allows(LeashOperations.ReadRefs, workspace, project, slug));
        Assert.False(leash.Allows(LeashOperations.ReadSource, workspace, project, slug));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("acme/")]
    [InlineData("/site")]
    [InlineData("acme/site/src")]
    [InlineData("acme/project:")]
    [InlineData("acme/si te")]
    [InlineData("acme/..%2f")]
    [InlineData("acme\\site")]
    [InlineData("{11111111-2222-4333-8444-555555555555}")]
    public void What_Is_No_Pattern_Is_No_Leash(string pattern)
    {
        var (leash, fault) = LeashReader.Read(new LeashTerms([pattern], [LeashOperations.ReadUser], [], null), End);

        Assert.Null(leash);
        Assert.Equal(LeashFaultKind.NoPattern, fault!.Kind);
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7", true)]
    [InlineData("192.0.2.7", "::ffff:192.0.2.7", true)]
    [InlineData("192.0.2.0/24", "192.0.2.255", true)]
    [InlineData("192.0.2.0/24", "192.0.3.0", false)]
    [InlineData("2001:db8::/32", "2001:db8:1::5", true)]
    [InlineData("2001:db8::/32", "192.0.2.7", false)]
    [InlineData("192.0.2.7", null, false)]
    public void An_Address_Is_Allowed_When_A_Network_Holds_It(string network, string? address, bool isAllowed)
    {
        var leash = LeashReader.Read(new LeashTerms(["*"], [LeashOperations.ReadUser], [network], null), End).Leash!;

        Assert.Equal(isAllowed, leash.AllowsAddress(address is null ? null : IPAddress.Parse(address)));
    }

    [Fact]
    public void Without_Networks_It_May_Be_Used_From_Anywhere() => Assert.True(Make(["*"], [LeashOperations.ReadUser]).AllowsAddress(null));

    [Fact]
    public void Terms_With_Anything_Missing_Wrong_Or_Too_Much_Are_No_Leash()
    {
        string[] all = ["*"];
        string[] read = [LeashOperations.ReadUser];
        (LeashTerms Terms, LeashFaultKind Kind)[] wrong =
        [
            (new([], read, [], null), LeashFaultKind.NoRepositories),
            (new(all, [], [], null), LeashFaultKind.NoOperations),
            (new(all, ["repositories.write"], [], null), LeashFaultKind.NoOperation),
            (new(all, read, ["192.0.2.0/33"], null), LeashFaultKind.NoNetwork),
            (new(all, read, ["example.org"], null), LeashFaultKind.NoNetwork),
            (new(all, read, [], 0), LeashFaultKind.NoNumber),
            (new(all, read, [], 1001), LeashFaultKind.NoNumber),
            (new([.. Enumerable.Repeat("*", 51)], read, [], null), LeashFaultKind.TooMany),
        ];

        Assert.All(wrong, entry => Assert.Equal((null, entry.Kind), (LeashReader.Read(entry.Terms, End).Leash, LeashReader.Read(entry.Terms, End).Fault!.Kind)));
    }

    [Fact]
    public void Terms_Come_Back_From_Their_Text_And_Nothing_Else_Does()
    {
        var terms = new LeashTerms(["acme/project:WEB", "*"], [LeashOperations.ReadUser], ["192.0.2.0/24"], 10);

        Assert.Equivalent(terms, LeashReader.ReadText(LeashReader.Write(terms)), strict: true);
        Assert.All((string[])["", "{}", "[]", "null", "{\"repositories\":[\"*\"]}"], text => Assert.Null(LeashReader.ReadText(text)));
    }

    [Fact]
    public void A_Hostile_Pattern_Takes_No_Time()
    {
        var pattern = string.Concat(Enumerable.Repeat("a*", 63)) + "b";
        var leash = Make([$"acme/{pattern}"], [LeashOperations.ReadUser]);

        Assert.False(leash.Allows(LeashOperations.ReadUser, "acme", null, new string('a', 10_000)));
    }

    private static Leash Make(string[] patterns, string[] operations) => LeashReader.Read(new LeashTerms(patterns, operations, [], null), End).Leash!;
}
