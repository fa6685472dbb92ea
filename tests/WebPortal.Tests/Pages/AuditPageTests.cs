using System.Net;
using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Pages;

/// <summary>The audit page over HTTP: what it shows, and that the export is a form post of the portal's own page.</summary>
[Trait("Level", "Integration")]
public sealed class AuditPageTests : IAsyncLifetime
{
    private PortalApp _portal = null!;
    private Visitor _auditor = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalApp.StartAsync();
        _auditor = _portal.NewVisitor(IPAddress.Parse("192.0.2.10"));
        await _auditor.SignInAsync(Seeds.Auditor);
        await _portal.NewVisitor().SignInAsync(Seeds.Person);
    }

    public async ValueTask DisposeAsync()
    {
        _auditor.Dispose();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task Records_Stand_In_Words_Under_Their_Day()
    {
        var page = await _auditor.ReadPageAsync("/admin/audit");

        Assert.Equal(["Signed in", "Signed in"], page.QuerySelectorAll(".event strong").Select(label => label.TextContent));
        Assert.Single(page.QuerySelectorAll(".audit-day h2"));
        Assert.Contains("192.0.2.10", page.QuerySelectorAll(".event")[1].TextContent, StringComparison.Ordinal);
        Assert.StartsWith("/admin/connections/", page.QuerySelector(".event-people a[href^='/admin/connections']")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Filter_Of_The_Address_Decides_And_Goes_On_Into_The_Export()
    {
        var page = await _auditor.ReadPageAsync("/admin/audit?person=amelia&action=sign-in&outcome=done&from=2020-01-01&to=2999-01-01");

        Assert.Single(page.QuerySelectorAll(".event"));
        Assert.Equal("amelia", page.QuerySelector(".audit-export input[name=person]")!.GetAttribute("value"));
        Assert.Equal("sign-in", page.QuerySelector(".audit-filter option[selected][value=sign-in]")!.GetAttribute("value"));
        Assert.Contains("Nothing found", (await _auditor.ReadPageAsync("/admin/audit?connection=not-an-id")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("is not understood", (await _auditor.ReadPageAsync("/admin/audit?from=yesterday&before=x")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Auditor_Exports_What_Was_Found_As_A_File_That_Verifies()
    {
        using var answer = await _auditor.SubmitAsync("/admin/audit?action=sign-in", "/admin/audit/export");
        var lines = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal((HttpStatusCode.OK, "application/x-ndjson"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Matches("^attachment; filename=\"audit-[0-9]{8}T[0-9]{6}Z\\.ndjson\"$", answer.Content.Headers.ContentDisposition?.ToString());
        var report = await AuditExportFile.VerifyAsync(new StringReader(lines), null, Cancellation);
        Assert.True(report.IsSound, report.Text);
        Assert.Equal(2, report.Checkpoint!.Records);
        await using var database = _portal.OpenDatabase();
        var record = await database.AuditEvents.OrderByDescending(row => row.Id).FirstAsync(Cancellation);
        Assert.Equal(("audit-export", "filtered", "192.0.2.10"), (record.Action, record.Detail, record.RemoteAddress));
    }

    [Fact]
    public async Task Without_The_Token_Of_The_Page_Nothing_Is_Exported_Or_Recorded()
    {
        using var forged = await _auditor.PostAsync("/admin/audit/export", ("action", "sign-in"));
        using var looked = await _auditor.GetAsync("/admin/audit/export");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Found), (forged.StatusCode, looked.StatusCode));
        await using var database = _portal.OpenDatabase();
        Assert.False(await database.AuditEvents.AnyAsync(row => row.Action == AuditActions.AuditExport, Cancellation));
    }
}
