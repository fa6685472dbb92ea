using WebPortal.Connections.Adding;
using Xunit;

namespace WebPortal.Tests.Connections.Adding;

/// <summary>What can be seen to be wrong with a credential before Bitbucket is asked.</summary>
[Trait("Level", "Unit")]
public sealed class CredentialRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, "ATATT3x", "2027-05-01", "AccountMissing")]
    [InlineData("amelia", "ATATT3x", "2027-05-01", "AccountMalformed")]
    [InlineData("a:b@example.org", "ATATT3x", "2027-05-01", "AccountMalformed")]
    [InlineData("a@example.org", " ", "2027-05-01", "SecretMissing")]
    [InlineData("a@example.org", "two words", "2027-05-01", "SecretMalformed")]
    [InlineData("a@example.org", "ATATT3x", null, "EndMissing")]
    [InlineData("a@example.org", "ATATT3x", "2026-11-23", "EndPassed")]
    [InlineData("a@example.org", "ATATT3x", "2027-11-27", "EndTooFar")]
    [InlineData("a@example.org", "ATATT3x", "2026-11-24", null)]
    [InlineData("a@example.org", "ATATT3x", "2027-11-24", null)]
    public void An_Api_Token_Has_An_Address_A_Secret_And_A_Day_Within_A_Year(string? account, string secret, string? day, string? problem) =>
        Assert.Equal(problem, CredentialRules.Check(new AccountDraft(false, account, secret, day is null ? null : DateOnly.Parse(day, null)), Now)?.ToString());

    [Theory]
    [InlineData("..", "id", "s", "account", "WorkspaceMalformed")]
    [InlineData("northlight", "", "s", "account", "ClientIdMalformed")]
    [InlineData("northlight", "id", "", "account", "SecretMissing")]
    [InlineData("northlight", "id", "s", "Account!", "ScopesMalformed")]
    [InlineData("northlight", "id", "s", "account", null)]
    public void A_Client_Has_A_Workspace_An_Id_A_Secret_And_Scopes(string workspace, string id, string secret, string scopes, string? problem) =>
        Assert.Equal(problem, CredentialRules.Check(new ClientDraft(workspace, id, secret, scopes))?.ToString());

    [Fact]
    public void One_Scope_Set_Has_One_Spelling() => Assert.Equal("account repository", CredentialRules.Normalize(" repository,account  repository"));

    [Fact]
    public void Drafts_Print_Without_Their_Secret()
    {
        Assert.DoesNotContain("canary", $"{new AccountDraft(false, "a", "canary", null)}", StringComparison.Ordinal);
        Assert.DoesNotContain("canary", $"{new ClientDraft("w", "i", "canary", "s")}", StringComparison.Ordinal);
    }
}
