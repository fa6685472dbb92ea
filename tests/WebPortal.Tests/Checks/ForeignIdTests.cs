using System.Net;
using Microsoft.EntityFrameworkCore;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using WebPortal.Tests.Lending.Tokens;
using Xunit;

namespace WebPortal.Tests.Checks;

/// <summary>AZ-02: what belongs to somebody else answers as what does not exist, and stays as it is.</summary>
[Trait("Level", "Integration")]
public sealed class ForeignIdTests
{
    private static readonly string[] Templates =
    [
        "/account/sessions/{0}/end", "/account/tokens/{0}/revoke", "/admin/tokens/{0}/revoke", "/admin/connections/{0}", "/admin/connections/change?action=revoke&id={0}", "/admin/connections/runs/{0}",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Absent_And_Foreign_Answer_Alike_And_Nothing_Changes()
    {
        await using var portal = await PortalApp.StartAsync();
        using var stranger = portal.NewVisitor();
        await stranger.SignInAsync(Seeds.Stranger);
        await using var database = portal.OpenDatabase();
        var foreignConnection = await database.Connections.Select(row => row.Id).SingleAsync(Cancellation);
        var foreignSession = await database.Sessions.Select(row => row.Id).SingleAsync(Cancellation);
        var (foreignToken, token) = await Lent.IssueAsync(portal, Seeds.Stranger);
        using var person = portal.NewVisitor();
        await person.SignInAsync(Seeds.Person);

        foreach (var template in Templates)
        {
            var absent = await AskAsync(person, string.Format(null, template, Guid.NewGuid()));
            Assert.True(absent.Get is 302 or 403 or 404 && absent.Post is 403 or 404, $"{template}: {absent}");
            foreach (var id in (object[])[foreignConnection, foreignSession, foreignToken, Guid.Empty, Guid.CreateVersion7()])
            {
                Assert.Equal(absent, await AskAsync(person, string.Format(null, template, id)));
            }

            foreach (var malformed in (string[])["1", "-1", "0", "99999999999999999999", "x", "%27", "..%2f..", new string('9', 500)])
            {
                var (get, post) = await AskAsync(person, string.Format(null, template, malformed));
                Assert.True(get is 400 or 403 or 404 && post is 400 or 403 or 404 or 405, $"{template} {malformed}: {get} {post}");
            }
        }

        Assert.Equal(ConnectionState.Healthy, await database.Connections.Where(row => row.Id == foreignConnection).Select(row => row.State).SingleAsync(Cancellation));
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("/account")).StatusCode);
        using var client = Lent.NewClient(portal, token);
        await Lent.ReadAsync(client, "/api/v1/me");
    }

    private static async Task<(int Get, int Post)> AskAsync(Visitor visitor, string address)
    {
        using var get = await visitor.GetAsync(address);
        var token = await visitor.ReadFormTokenAsync("/account");
        using var post = await visitor.PostAsync(address, ("__RequestVerificationToken", token));
        return ((int)get.StatusCode, (int)post.StatusCode);
    }
}
