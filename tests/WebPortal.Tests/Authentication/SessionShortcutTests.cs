using System.Net;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Authentication;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Authentication;

/// <summary>A cookie that was opened a moment ago is not opened again, and yet ends at once in every way in which a session ends.</summary>
[Trait("Level", "Integration")]
public sealed class SessionShortcutTests
{
    private const string Me = "/api/v1/me";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Cookie_Is_Remembered_For_A_Minute_And_Only_As_It_Is()
    {
        await using var portal = await PortalApp.StartAsync();
        using var person = await SignInAsync(portal);

        Assert.NotNull(Find(portal, person));
        var cookies = All(person);
        Assert.Null(portal.Get<SessionCookies>().Find(Request($"{cookies}x")));
        Assert.Null(portal.Get<SessionCookies>().Find(Request(cookies[..^1])));
        Assert.Null(portal.Get<SessionCookies>().Find(Request($"{cookies}; {Cookie(person).Name}=another")));

        portal.Clock.Advance(SessionCookies.Remembered + TimeSpan.FromSeconds(1));
        Assert.Null(Find(portal, person));
    }

    [Fact]
    public async Task A_Signed_Out_Cookie_Is_Refused_At_Once()
    {
        await using var portal = await PortalApp.StartAsync();
        using var person = await SignInAsync(portal);
        using var thief = portal.NewVisitor();
        thief.Cookies[Cookie(person).Name] = Cookie(person).Value;
        Assert.Equal(HttpStatusCode.OK, await AskAsync(thief));

        using var answer = await person.SubmitAsync("/account", "/signout");

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(thief));
    }

    [Fact]
    public async Task A_Session_That_Was_Ended_Elsewhere_Is_Refused_At_Once()
    {
        await using var portal = await PortalApp.StartAsync();
        using var person = await SignInAsync(portal);
        await using var database = portal.OpenDatabase();
        var session = await database.Sessions.SingleAsync(Cancellation);

        Assert.True(await portal.Get<SessionStore>().EndOwnAsync(session.Id, new AuditActor(session.UserId, null), Cancellation));

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(person));
    }

    [Fact]
    public async Task A_Cookie_Does_Not_Outlive_Its_Key()
    {
        await using var portal = await PortalApp.StartAsync();
        using var person = await SignInAsync(portal);
        Assert.NotNull(Find(portal, person));

        portal.Get<IKeyManager>().RevokeAllKeys(portal.Clock.GetUtcNow().AddMinutes(1));

        Assert.Null(Find(portal, person));
    }

    [Fact]
    public async Task A_Session_Does_Not_Outlive_Its_Time()
    {
        await using var portal = await PortalApp.StartAsync();
        using var person = await SignInAsync(portal);

        portal.Clock.Advance(TimeSpan.FromDays(8));

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(person));
    }

    [Fact]
    public async Task Two_People_In_Turn_Are_Never_Mixed()
    {
        await using var portal = await PortalApp.StartAsync();
        using var amelia = await SignInAsync(portal);
        using var chidi = await SignInAsync(portal, "chidi");
        var (hers, his) = (await ReadAsync(amelia), await ReadAsync(chidi));

        Assert.NotEqual(hers, his);
        for (var round = 0; round < 20; round++)
        {
            Assert.Equal(hers, await ReadAsync(amelia));
            Assert.Equal(his, await ReadAsync(chidi));
        }
    }

    private static async Task<Visitor> SignInAsync(PortalApp portal, string person = Seeds.Person)
    {
        var visitor = portal.NewVisitor();
        await visitor.SignInAsync(person);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(visitor));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(visitor));
        return visitor;
    }

    private static async Task<HttpStatusCode> AskAsync(Visitor visitor)
    {
        using var answer = await visitor.GetAsync(Me);
        return answer.StatusCode;
    }

    private static async Task<string> ReadAsync(Visitor visitor)
    {
        using var answer = await visitor.GetAsync(Me);
        using var me = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
        return me.RootElement.GetProperty("id").GetString()!;
    }

    private static (string Name, string Value) Cookie(Visitor visitor)
    {
        var (name, value) = visitor.Cookies.Single(cookie => cookie.Key.EndsWith("webportal-session", StringComparison.Ordinal));
        return (name, value);
    }

    private static OpenedCookie? Find(PortalApp portal, Visitor visitor) =>
        portal.Get<SessionCookies>().Find(Request(All(visitor)));

    private static string All(Visitor visitor) => string.Join("; ", visitor.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

    private static HttpRequest Request(string cookies)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.Cookie = cookies;
        return http.Request;
    }
}
