using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Lending;
using WebPortal.Lending.Tokens;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Lending.Tokens;

/// <summary>Makes tokens for people of a test and asks the API with them.</summary>
internal static class Lent
{
    public static readonly string[] Everything = ["*"];

    public static LeashTerms Terms(string[]? repositories = null, string[]? operations = null, string[]? networks = null, int? hourly = null) =>
        new(repositories ?? Everything, operations ?? [.. LeashOperations.All], networks ?? [], hourly);

    /// <summary>A token of somebody who has signed in and has one living connection.</summary>
    public static async Task<(Guid Id, string Token)> IssueAsync(PortalApp portal, string username, LeashTerms? terms = null, TimeSpan? life = null)
    {
        await using var database = portal.OpenDatabase();
        var connection = await database.Connections.Where(row => row.Owner!.Username == username && row.EndedAt == null)
            .Select(row => new { row.Id, row.OwnerId }).SingleAsync(TestContext.Current.CancellationToken);
        var wish = new TokenWish("test", connection.Id, terms ?? Terms(), portal.Clock.GetUtcNow() + (life ?? TimeSpan.FromDays(30)));
        var issue = await portal.Get<TokenStore>().IssueAsync(new AuditActor(connection.OwnerId, null), wish, TestContext.Current.CancellationToken);
        var issued = Assert.IsType<TokenIssue.Issued>(issue);
        return (issued.Id, issued.Token);
    }

    public static HttpClient NewClient(PortalApp portal, string token, IPAddress? remoteAddress = null)
    {
        var client = new HttpClient(portal.Server.CreateHandler(context => context.Connection.RemoteIpAddress = remoteAddress)) { BaseAddress = new Uri(PortalApp.Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public static async Task<JsonElement> ReadAsync(HttpClient client, string address)
    {
        using var response = await client.GetAsync(address, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{address}: {response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>What an answer says, without what differs by request.</summary>
    public static async Task<(int Status, string? Challenge, string Body)> RefusalAsync(HttpClient client, string address)
    {
        using var response = await client.GetAsync(address, TestContext.Current.CancellationToken);
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        var told = body.EnumerateObject().Where(property => property.Name != "traceId").Select(property => $"{property.Name}={property.Value}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return ((int)response.StatusCode, response.Headers.WwwAuthenticate.SingleOrDefault()?.ToString(), string.Join(';', told));
    }
}
