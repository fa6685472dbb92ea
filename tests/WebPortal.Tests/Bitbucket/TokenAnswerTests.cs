using System.Net;
using System.Text;
using WebPortal.Bitbucket;
using Xunit;

namespace WebPortal.Tests.Bitbucket;

/// <summary>SI-12: each odd token answer has a documented outcome, and none overflows or throws.</summary>
[Trait("Level", "Unit")]
public sealed class TokenAnswerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("7200", 7200)]
    [InlineData("\"7200\"", 7200)]
    [InlineData("7200.5", 7200)]
    [InlineData("1", 1)]
    [InlineData("0", 3600)]
    [InlineData("-1", 3600)]
    [InlineData("null", 3600)]
    [InlineData("\"soon\"", 3600)]
    [InlineData("[]", 3600)]
    [InlineData("1e12", 86400)]
    [InlineData("9223372036854775807", 86400)]
    [InlineData("9223372036854775808", 86400)]
    [InlineData("1e400", 3600)]
    public void Every_Lifetime_Has_Its_Outcome(string expiresIn, int seconds)
    {
        var tokens = Granted($$"""{"access_token":"a","token_type":"bearer","expires_in":{{expiresIn}}}""");
        Assert.Equal(Now.AddSeconds(seconds), tokens.ExpiresAt);
    }

    [Fact]
    public void A_Missing_Lifetime_Counts_As_An_Hour() =>
        Assert.Equal(Now.AddHours(1), Granted("""{"access_token":"a","token_type":"Bearer"}""").ExpiresAt);

    [Theory]
    [InlineData("""{"access_token":"a","token_type":"bearer","scope":"account email"}""", "account email")]
    [InlineData("""{"access_token":"a","token_type":"bearer","scopes":"account"}""", "account")]
    [InlineData("""{"access_token":"a","token_type":"bearer","scope":"new","scopes":"old"}""", "new")]
    [InlineData("""{"access_token":"a","token_type":"bearer"}""", null)]
    [InlineData("""{"access_token":"a","token_type":"bearer","scope":["account"]}""", null)]
    public void The_Granted_Scope_Is_Read_Under_Either_Key(string json, string? scope) => Assert.Equal(scope, Granted(json).GrantedScope);

    [Theory]
    [InlineData("""{"access_token":"a","token_type":"mac"}""")]
    [InlineData("""{"access_token":"a"}""")]
    [InlineData("""{"token_type":"bearer"}""")]
    [InlineData("""{"access_token":"","token_type":"bearer"}""")]
    [InlineData("""{"access_token":7,"token_type":"bearer"}""")]
    [InlineData("{\"access_token\":\"a\\r\\nX: y\",\"token_type\":\"bearer\"}")]
    [InlineData("""{"access_token":"a","access_token":"b","token_type":"bearer"}""")]
    [InlineData("""{"access_token":"a","token_type":"bearer","refresh_token":"r","refresh_token":"s"}""")]
    [InlineData("""{"access_token":"a","token_type":"bearer" """)]
    public void What_Must_Not_Be_Used_Is_Unusable(string json) => Assert.IsType<TokenRequestOutcome.Unusable>(Read(HttpStatusCode.OK, json));

    [Theory]
    [InlineData(HttpStatusCode.OK, "<html>maintenance</html>")]
    [InlineData(HttpStatusCode.OK, "")]
    [InlineData(HttpStatusCode.InternalServerError, """{"error":"server_error"}""")]
    [InlineData(HttpStatusCode.TooManyRequests, """{"error":"invalid_grant"}""")]
    [InlineData(HttpStatusCode.BadRequest, "<html>bad gateway in disguise</html>")]
    [InlineData(HttpStatusCode.Found, "")]
    public void What_May_Pass_Is_A_Passing_Fault(HttpStatusCode status, string body) =>
        Assert.IsType<TokenRequestOutcome.Unavailable>(Read(status, body));

    [Theory]
    [InlineData("""{"error":"invalid_grant","error_description":"x"}""", "invalid_grant")]
    [InlineData("""{"error":"unauthorized_client"}""", "unauthorized_client")]
    [InlineData("""{"error":"<script>"}""", "unknown_error")]
    [InlineData("""{"error":{"message":"x"}}""", "unknown_error")]
    public void A_Refusal_Keeps_Only_A_Registered_Code(string json, string code) =>
        Assert.Equal(code, Assert.IsType<TokenRequestOutcome.Refused>(Read(HttpStatusCode.BadRequest, json)).ErrorCode);

    [Fact]
    public void Plaintext_Types_Never_Print_Their_Value()
    {
        var tokens = Granted("""{"access_token":"canary-a","refresh_token":"canary-r","token_type":"bearer"}""");
        var printed = $"{tokens} {tokens.AccessToken} {tokens.RefreshToken}";
        Assert.DoesNotContain("canary", printed, StringComparison.Ordinal);
    }

    private static TokenSet Granted(string json) => Assert.IsType<TokenRequestOutcome.Granted>(Read(HttpStatusCode.OK, json)).Tokens;

    private static TokenRequestOutcome Read(HttpStatusCode status, string body) => TokenAnswer.Read(status, Encoding.UTF8.GetBytes(body), null, Now);
}
