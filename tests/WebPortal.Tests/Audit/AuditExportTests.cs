using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Audit;

/// <summary>An export proves itself elsewhere, and later proves the database it came from.</summary>
public abstract class AuditExportTests : IAsyncLifetime
{
    private const int Records = 12;

    private PortalParts _parts = null!;

    private protected abstract DatabaseProvider Provider { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _parts = await PortalParts.StartAsync(Provider);
        await AuditSeed.AppendAsync(_parts, Records, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_Export_Has_A_Header_Every_Record_And_A_Signed_Checkpoint()
    {
        var lines = await ExportAsync(AuditFilter.None);

        Assert.Equal(Records + 3, lines.Length);
        Assert.StartsWith("{\"type\":\"header\",\"format\":\"webportal-audit-1\",", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("{\"type\":\"record\",\"id\":1,\"at\":\"2026-11-24T08:00:00.000000Z\",\"action\":\"sign-out\",\"outcome\":\"done\",\"actor\":\"", lines[1], StringComparison.Ordinal);
        Assert.Contains("\"action\":\"audit-export\",\"outcome\":\"done\"", lines[^2], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.All(line, letter => Assert.True(char.IsAscii(letter))));
        var report = await VerifyAsync(lines, Thumbprint());
        Assert.True(report.IsSound, report.Text);
        Assert.Equal((Records + 1, Records + 1), (report.Checkpoint!.Sequence, report.Checkpoint.Records));
        Assert.DoesNotContain("PRIVATE", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_Change_To_The_File_Is_Found()
    {
        var lines = await ExportAsync(AuditFilter.None);
        (string Name, string[] Lines)[] forgeries =
        [
            ("record 5 was changed", [.. lines.Select((line, at) => at == 5 ? line.Replace("192.0.2.1", "192.0.2.2", StringComparison.Ordinal) : line)]),
            ("record 5 is missing", [.. lines.Where((_, at) => at != 5)]),
            ("record 5 is missing", [.. lines[..5], lines[6], lines[5], .. lines[7..]]),
            ("record 13 is missing", [.. lines[..^2], lines[^1]]),
            ("the checkpoint is missing", lines[..^1]),
            ("line 7 is not a line of an audit export", [.. lines[..6], "{\"type\":\"record\",\"id\":6}", .. lines[7..]]),
            ("line 7 is not a line of an audit export", [.. lines[..6], lines[6].Replace("\"hash\":", "\"id\":99,\"hash\":", StringComparison.Ordinal), .. lines[7..]]),
            ("line 1 is not the header", lines[1..]),
            ("line 16 stands behind the checkpoint", [.. lines, lines[1]]),
            ("the lines before the checkpoint are not those that were signed", [lines[0].Replace("That every", "that every", StringComparison.Ordinal), .. lines[1..]]),
            ("the signature of the checkpoint does not fit", [.. lines[..^1], lines[^1].Replace("\"records\":13", "\"records\":14", StringComparison.Ordinal)]),
        ];

        foreach (var (name, forged) in forgeries)
        {
            var report = await VerifyAsync(forged, Thumbprint());
            Assert.False(report.IsSound, name);
            Assert.StartsWith(name, report.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Signing_With_Another_Certificate_Is_Found_By_Whoever_Kept_The_Thumbprint()
    {
        var kept = Thumbprint();
        var other = _parts.CertificatePath + ".other";
        KeyCertificate.Create(other, null, _parts.Clock.GetUtcNow());
        await using var forger = _parts.Restart(other);
        var output = new StringWriter();
        Assert.Null(await forger.Get<AuditExport>().WriteAsync(output, new AuditExportRange(AuditFilter.None), null, Cancellation));
        var lines = output.ToString().TrimEnd('\n').Split('\n');

        Assert.True((await VerifyAsync(lines, null)).IsSound);
        Assert.StartsWith("it was signed with another certificate", (await VerifyAsync(lines, kept)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Range_Begins_With_The_Hash_Before_It_And_Is_Complete()
    {
        var lines = await ExportAsync(AuditFilter.None, from: 4, to: 9);

        var report = await VerifyAsync(lines, null);
        Assert.StartsWith("records 4 to 9 are complete and unchanged", report.Text, StringComparison.Ordinal);
        using var third = JsonDocument.Parse((await ExportAsync(AuditFilter.None))[3]);
        Assert.Contains($"\"before\":\"{third.RootElement.GetProperty("hash").GetString()}\"", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Filtered_Export_Says_That_It_Cannot_Prove_Completeness()
    {
        var lines = await ExportAsync(new AuditFilter(AuditActions.Revoke));

        Assert.Equal(4 + 2, lines.Length);
        Assert.Contains("cannot prove that no record is missing", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"filter\":{\"action\":\"connection-revoke\"", lines[0], StringComparison.Ordinal);
        var report = await VerifyAsync(lines, null);
        Assert.True(report.IsSound, report.Text);
        Assert.Contains("cannot prove that no record is missing", report.Text, StringComparison.Ordinal);
        var forged = await VerifyAsync([.. lines.Where((_, at) => at != 2)], null);
        Assert.Equal("the lines before the checkpoint are not those that were signed", forged.Text);
    }

    [Fact]
    public async Task A_Kept_Checkpoint_Finds_A_Log_That_Was_Written_Anew()
    {
        var checkpoint = (await VerifyAsync(await ExportAsync(AuditFilter.None), null)).Checkpoint!;
        var verification = _parts.Get<AuditVerification>();
        await AuditSeed.AppendAsync(_parts, 3, Cancellation);
        Assert.Null((await verification.VerifyAgainstAsync(checkpoint, Cancellation)).Finding);

        await RewriteAsync(without: 5, Records + 4);
        Assert.Null((await verification.VerifyAsync(Cancellation)).Finding);
        Assert.Equal(
            "record 13 is not the one that the checkpoint signed: the log was rewritten", (await verification.VerifyAgainstAsync(checkpoint, Cancellation)).ToString());

        await RewriteAsync(without: 5, Records - 2);
        Assert.Equal(
            "record 11 is missing: the log was cut off at the end, it should go on to record 13", (await verification.VerifyAgainstAsync(checkpoint, Cancellation)).ToString());
    }

    [Fact]
    public async Task A_Broken_Chain_Is_Written_But_Not_Signed()
    {
        await using (var database = _parts.Open())
        {
            await database.AuditEvents.Where(record => record.Id == 4).ExecuteUpdateAsync(update => update.SetProperty(record => record.Detail, "x"), Cancellation);
        }

        var output = new StringWriter();
        var reason = await _parts.Get<AuditExport>().WriteAsync(output, new AuditExportRange(AuditFilter.None), null, Cancellation);

        Assert.Equal("record 4 was changed: its fields do not give its hash; every record is written, but no checkpoint is signed", reason);
        var lines = output.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(Records + 3, lines.Length);
        Assert.DoesNotContain("signature", lines[^1], StringComparison.Ordinal);
        Assert.StartsWith("record 4 was changed", (await VerifyAsync(lines, null)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Range_Without_Records_Is_Refused_And_Leaves_No_Record()
    {
        var output = new StringWriter();

        var reason = await _parts.Get<AuditExport>().WriteAsync(output, new AuditExportRange(AuditFilter.None, From: 99), null, Cancellation);

        Assert.Equal(("there is no record in that range; the last one is 12", ""), (reason, output.ToString()));
        Assert.Equal(12, (await _parts.Get<AuditVerification>().VerifyAsync(Cancellation)).LastId);
    }

    private static Task<AuditFileReport> VerifyAsync(string[] lines, string? thumbprint) =>
        AuditExportFile.VerifyAsync(new StringReader(string.Concat(lines.Select(line => line + "\n"))), thumbprint, Cancellation);

    private string Thumbprint()
    {
        using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(_parts.CertificatePath));
        return KeyCertificates.Thumbprint(certificate);
    }

    private async Task<string[]> ExportAsync(AuditFilter filter, long? from = null, long? to = null)
    {
        var output = new StringWriter();
        Assert.Null(await _parts.Get<AuditExport>().WriteAsync(output, new AuditExportRange(filter, from, to), null, Cancellation));
        return output.ToString().TrimEnd('\n').Split('\n');
    }

    /// <summary>What somebody with the database but without the certificate can do: leave one record out and chain the rest anew.</summary>
    private async Task RewriteAsync(long without, int upTo)
    {
        await using var database = _parts.Open();
        var records = await database.AuditEvents.AsNoTracking().OrderBy(record => record.Id).ToListAsync(Cancellation);
        await database.AuditEvents.ExecuteDeleteAsync(Cancellation);
        var hash = AuditChain.Origin;
        long id = 0;
        foreach (var record in records.Where(record => record.Id != without).Take(upTo))
        {
            record.Id = ++id;
            record.Hash = hash = AuditChain.Hash(hash, record);
            database.AuditEvents.Add(record);
        }

        await database.SaveChangesAsync(Cancellation);
        await database.AuditHeads.ExecuteUpdateAsync(update => update.SetProperty(head => head.Sequence, id).SetProperty(head => head.Hash, hash), Cancellation);
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteAuditExportTests : AuditExportTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlAuditExportTests : AuditExportTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
