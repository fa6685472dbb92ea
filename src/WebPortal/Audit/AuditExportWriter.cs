using System.Security.Cryptography;
using System.Text;
using WebPortal.Data;

namespace WebPortal.Audit;

/// <summary>Writes lines one after another and keeps their count and digest.</summary>
internal sealed class AuditExportWriter(TextWriter output) : IDisposable
{
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Records { get; private set; }

    public Task WriteRecordAsync(AuditEvent record, CancellationToken cancellationToken)
    {
        Records++;
        return WriteAsync(AuditExportLines.ToLine(record), cancellationToken);
    }

    public Task WriteAsync<T>(T line, CancellationToken cancellationToken)
        where T : class
    {
        var text = AuditExportLines.Write(line) + "\n";
        _digest.AppendData(Encoding.ASCII.GetBytes(text));
        return output.WriteAsync(text.AsMemory(), cancellationToken);
    }

    /// <summary>SHA-256 of all lines so far.</summary>
    public string Digest() => Convert.ToHexStringLower(_digest.GetCurrentHash());

    public void Dispose() => _digest.Dispose();
}
