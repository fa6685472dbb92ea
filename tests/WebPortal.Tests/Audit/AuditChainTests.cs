using WebPortal.Audit;
using WebPortal.Data;
using Xunit;

namespace WebPortal.Tests.Audit;

/// <summary>The rule of the hash, fixed by vectors that another program made.</summary>
[Trait("Level", "Unit")]
public sealed class AuditChainTests
{
    private static readonly Guid Person = Guid.Parse("0198c0de-0000-7000-8000-000000000001");

    private static AuditEvent First => new()
    {
        Id = 1,
        At = new DateTimeOffset(2026, 2, 1, 1, 59, 59, 123, 456, TimeSpan.FromHours(2)),
        Action = "sign-in",
        Outcome = "done",
        ActorId = Person,
        SubjectUserId = Person,
        ConnectionId = Guid.Parse("0198c0de-0000-7000-8000-0000000000aa"),
        RemoteAddress = "2001:db8::1",
    };

    private static AuditEvent Second => new()
    {
        Id = 2,
        At = new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero),
        Action = "connection-revoke",
        Outcome = "done",
        Detail = "Füße 🦊: sessions ended 3",
        RemoteAddress = "",
    };

    [Fact]
    public void The_Format_Has_Not_Changed()
    {
        var first = AuditChain.Hash(AuditChain.Origin, First);
        var second = AuditChain.Hash(first, Second);

        Assert.Equal("13ff5b83fa3132a6e0c1768bfb834219f14f3a4abe9729548f1ec50a555e43de", Convert.ToHexStringLower(first));
        Assert.Equal("b78a632c3ade0f2da8e308776eddc47e24e5f4ed94074d17d5ce8884386f1532", Convert.ToHexStringLower(second));
    }

    [Fact]
    public void Every_Field_Counts_And_None_Runs_Into_The_Next()
    {
        Action<AuditEvent>[] changes =
        [
            _ => { }, row => row.Id = 11, row => row.At = row.At.AddMicroseconds(1), row => row.Action = "sign-ind", row => row.Outcome = "one",
            row => row.ActorId = null, row => row.SubjectUserId = null, row => row.ConnectionId = Person, row => row.Detail = "", row => row.RemoteAddress = null,
            row => (row.Action, row.Outcome) = ("sign-indone", ""), row => (row.Detail, row.RemoteAddress) = ("2001:db8::1", null),
        ];
        var hashes = changes.Select(change =>
        {
            var record = First;
            change(record);
            return Convert.ToHexString(AuditChain.Hash(AuditChain.Origin, record));
        });

        Assert.Equal(changes.Length, hashes.Distinct().Count());
    }

    [Fact]
    public void Text_That_Does_Not_Come_Back_As_It_Was_Is_Refused()
    {
        foreach (var text in (string[])["a\0b", "half \ud83e", "\udd8a half"])
        {
            var record = First;
            record.Detail = text;
            Assert.ThrowsAny<ArgumentException>(() => AuditChain.Hash(AuditChain.Origin, record));
        }
    }
}
