using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Pages;

/// <summary>Ordering on the pages: what is said first, confirmed, carried out and certified.</summary>
[Trait("Level", "Integration")]
public sealed class ChangePageTests : IAsyncLifetime
{
    private PortalApp _portal = null!;
    private Visitor _administrator = null!;
    private Visitor _person = null!;
    private Guid _connection;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalApp.StartAsync();
        _person = _portal.NewVisitor();
        await _person.SignInAsync(Seeds.Person);
        await using var database = _portal.OpenDatabase();
        _connection = await database.Connections.Select(row => row.Id).SingleAsync(Cancellation);
        _administrator = _portal.NewVisitor();
        await _administrator.SignInAsync(Seeds.Administrator);
    }

    public async ValueTask DisposeAsync()
    {
        _person.Dispose();
        _administrator.Dispose();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task Revoking_One_Names_It_First_And_Ends_In_A_Certificate()
    {
        var address = $"/admin/connections/change?action=revoke&id={_connection}";
        var page = await _administrator.ReadPageAsync(address);
        Assert.StartsWith("Revoke the connection of Amelia", page.QuerySelector("h1")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal("Revoke 1 connection", page.QuerySelector("form.order button")!.TextContent);

        using var answer = await _administrator.SubmitAsync(address, "/admin/connections/change");

        var run = answer.Headers.Location!.OriginalString;
        Assert.StartsWith("/admin/connections/runs/", run, StringComparison.Ordinal);
        Assert.Contains("Use is stopped everywhere and all sealed values are destroyed.", (await _administrator.ReadPageAsync(run)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await _person.GetAsync("/repositories")).StatusCode);
        Assert.Contains("Bitbucket has no revocation endpoint", (await _administrator.ReadPageAsync($"{run}/certificate")).Body!.TextContent, StringComparison.Ordinal);
        using var file = await _administrator.GetAsync($"{run}/certificate.json");
        Assert.Equal(("application/json", "attachment"), (file.Content.Headers.ContentType!.MediaType, file.Content.Headers.ContentDisposition!.DispositionType));
        var certificate = JsonDocument.Parse(await file.Content.ReadAsStringAsync(Cancellation)).RootElement;
        Assert.Equal(_connection, certificate.GetProperty("connections")[0].GetProperty("connectionId").GetGuid());
        var detail = (await _administrator.ReadPageAsync($"/admin/connections/{_connection}")).Body!.TextContent;
        Assert.Contains("Sealed values destroyed", detail, StringComparison.Ordinal);
        Assert.Contains("Revoked by an administrator", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Suspended_Person_Reads_Why_And_Has_Everything_Back_After_The_Resumption()
    {
        using var suspended = await _administrator.SubmitAsync($"/admin/connections/change?action=suspend&id={_connection}", "/admin/connections/change");
        Assert.Equal(HttpStatusCode.Found, suspended.StatusCode);
        await _person.SignInAsync(Seeds.Person);
        var account = (await _person.ReadPageAsync("/account")).Body!.TextContent;
        Assert.Contains("An administrator has stopped the use of this connection for now.", account, StringComparison.Ordinal);
        Assert.Equal("0", await TotalAsync());

        using var resumed = await _administrator.SubmitAsync($"/admin/connections/change?action=resume&id={_connection}", "/admin/connections/change");

        Assert.Equal(HttpStatusCode.Found, resumed.StatusCode);
        Assert.DoesNotContain("An administrator has stopped", (await _person.ReadPageAsync("/account")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_Than_A_Hundred_Are_Confirmed_By_Typing_Their_Number()
    {
        const string Address = "/admin/connections/change?action=revoke&all=true&person=Person";
        await Crowd.ConnectAsync(_portal.OpenDatabase, _portal.Clock.GetUtcNow(), 101, Cancellation);
        Assert.Contains("Revoke 101 connections", (await _administrator.ReadPageAsync(Address)).Body!.TextContent, StringComparison.Ordinal);

        foreach (var typed in (string[])["", "100", "x"])
        {
            using var refused = await _administrator.SubmitAsync(Address, "/admin/connections/change", ("typed", typed));
            Assert.Contains("type the number of connections", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        Assert.Equal(0, await EndedAsync());
        using var answer = await _administrator.SubmitAsync(Address, "/admin/connections/change", ("typed", "101"));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(101, await EndedAsync());
    }

    [Fact]
    public async Task More_Connections_Than_Were_Confirmed_Are_Asked_About_Again()
    {
        using var refused = await _administrator.SubmitAsync("/admin/connections/change?action=revoke&all=true&state=healthy", "/admin/connections/change", ("count", "1"));

        Assert.Contains("there are more connections now than you have confirmed", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(0, await EndedAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?action=destroy&all=true")]
    [InlineData("?action=revoke")]
    [InlineData("?action=revoke&id=%27")]
    [InlineData("?action=suspend&all=false")]
    public async Task Without_A_Choice_Nothing_Can_Be_Confirmed(string query)
    {
        var page = await _administrator.ReadPageAsync("/admin/connections/change" + query);

        Assert.Equal("Nothing was chosen", page.QuerySelector("h1")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("form.order"));
    }

    [Fact]
    public async Task Suspending_Ones_Own_Is_Explained_And_Not_Offered()
    {
        await using var database = _portal.OpenDatabase();
        var own = await database.Connections.Where(row => row.Id != _connection).Select(row => row.Id).SingleAsync(Cancellation);

        var page = await _administrator.ReadPageAsync($"/admin/connections/change?action=suspend&id={own}");

        Assert.Contains("Your own connection is left out", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("form.order"));
    }

    [Fact]
    public async Task An_Auditor_Reads_Orders_And_Certificates_And_Is_Offered_No_Change()
    {
        using var answer = await _administrator.SubmitAsync($"/admin/connections/change?action=suspend&id={_connection}", "/admin/connections/change");
        using var auditor = _portal.NewVisitor();
        await auditor.SignInAsync(Seeds.Auditor);

        Assert.Contains("Suspension of 1 connection", (await auditor.ReadPageAsync("/admin/connections/runs")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync($"{answer.Headers.Location}/certificate.json")).StatusCode);
        var detail = await auditor.ReadPageAsync($"/admin/connections/{_connection}");
        Assert.Contains("by an administrator", detail.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(detail.QuerySelectorAll("a[href*='/change']"));
    }

    private async Task<string?> TotalAsync()
    {
        using var answer = await _person.GetAsync("/api/v1/repositories");
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement.GetProperty("total").ToString() : "0";
    }

    private async Task<int> EndedAsync()
    {
        await using var database = _portal.OpenDatabase();
        return await database.Connections.CountAsync(row => row.State == ConnectionState.Ended, Cancellation);
    }
}
