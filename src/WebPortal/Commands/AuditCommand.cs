using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WebPortal.Audit;
using WebPortal.Data;

namespace WebPortal.Commands;

/// <summary>Proves the audit log, here or from an export elsewhere, and writes such exports.</summary>
internal static class AuditCommand
{
    public const string VerifyUsage = "[FILE] [--against FILE] [--certificate PEM] [--thumbprint HEX]";
    public const string ExportUsage = "[FILE] [--from ID] [--to ID] [--since DATE] [--action ACTION]";

    public static async Task<int> VerifyAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var given = context.Options;
        var thumbprint = given.Value("--certificate") is { } pem ? ThumbprintOf(pem) : given.Value("--thumbprint")?.Replace(":", "", StringComparison.Ordinal);
        if (given.Operands.Count > 0 && given.Value("--against") is not null)
        {
            return Say(context, false, "give either a file to verify, or with --against a file to verify the database against.");
        }

        if ((given.Operands is [var path] ? path : given.Value("--against")) is { } file)
        {
            using var input = File.OpenText(file);
            var report = await AuditExportFile.VerifyAsync(input, thumbprint, cancellationToken);
            if (!report.IsSound || given.Value("--against") is null)
            {
                return Say(context, report.IsSound, $"{file}: {report.Text}.");
            }

            return await VerifyDatabaseAsync(context, report.Checkpoint, cancellationToken);
        }

        return await VerifyDatabaseAsync(context, null, cancellationToken);
    }

    public static async Task<int> ExportAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (ReadRange(context.Options, out var fault) is not { } range)
        {
            return Say(context, false, fault);
        }

        var export = context.Services.GetRequiredService<AuditExport>();
        if (context.Options.Operands is not [var file])
        {
            return await export.WriteAsync(context.Output, range, null, cancellationToken) is { } reason ? Say(context, false, $"{reason}.") : 0;
        }

        var broken = await WriteFileAsync(export, file, range, cancellationToken);
        return Say(context, broken is null, broken is null ? $"wrote {file}. Verify it anywhere with \"WebPortal audit verify {file}\"." : $"{file}: {broken}.");
    }

    private static async Task<int> VerifyDatabaseAsync(CommandContext context, AuditCheckpoint? checkpoint, CancellationToken cancellationToken)
    {
        var verification = context.Services.GetRequiredService<AuditVerification>();
        var verdict = checkpoint is null ? await verification.VerifyAsync(cancellationToken) : await verification.VerifyAgainstAsync(checkpoint, cancellationToken);
        var kept = checkpoint is null || verdict.Finding is not null ? ""
            : string.Create(CultureInfo.InvariantCulture, $"; the checkpoint of {checkpoint.At} at record {checkpoint.Sequence} is still in it");
        return Say(context, verdict.Finding is null, $"{verdict}{kept}.");
    }

    /// <summary>Leaves no file behind when nothing was written, so that the next try finds its place free.</summary>
    private static async Task<string?> WriteFileAsync(AuditExport export, string file, AuditExportRange range, CancellationToken cancellationToken)
    {
        var isWritten = false;
        var output = PrivateFiles.OpenNew(file);
        try
        {
            var broken = await export.WriteAsync(output, range, null, cancellationToken);
            await output.FlushAsync(cancellationToken);
            isWritten = output.BaseStream.Length > 0;
            return broken;
        }
        finally
        {
            await output.DisposeAsync();
            if (!isWritten)
            {
                File.Delete(file);
            }
        }
    }

    private static AuditExportRange? ReadRange(CommandOptions given, out string fault)
    {
        DateOnly since = default;
        fault = given.Value("--action") is { } action && !AuditActions.All.Contains(action) ? $"there is no action \"{action}\". Choose one of {string.Join(", ", AuditActions.All)}."
            : given.Value("--since") is { } day && !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out since) ? $"\"{day}\" is not a day. Write it like 2026-01-31."
            : IdFault(given, "--from") ?? IdFault(given, "--to") ?? "";
        return fault.Length > 0 ? null : new AuditExportRange(
            new AuditFilter(given.Value("--action")), Id(given, "--from"), Id(given, "--to"), given.Value("--since") is null ? null : since);
    }

    private static string? IdFault(CommandOptions given, string option) =>
        given.Value(option) is { } text && Id(given, option) is null ? $"{option}: \"{text}\" is not the number of a record." : null;

    private static long? Id(CommandOptions given, string option) =>
        long.TryParse(given.Value(option), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <exception cref="IOException">The file holds no certificate.</exception>
    private static string ThumbprintOf(string path)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(path));
            return KeyCertificates.Thumbprint(certificate);
        }
        catch (CryptographicException)
        {
            throw new IOException($"{path} holds no certificate in PEM.");
        }
    }

    private static int Say(CommandContext context, bool isGood, string text)
    {
        (isGood ? context.Output : context.Error).WriteLine($"audit: {text}");
        return isGood ? 0 : 1;
    }
}
