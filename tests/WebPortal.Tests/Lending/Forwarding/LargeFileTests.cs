using System.Net;
using WebPortal.Lending.Forwarding;
using WebPortal.Tests.Trials;
using Xunit;

namespace WebPortal.Tests.Lending.Forwarding;

/// <summary>However much passes through, the portal holds a piece of it at a time. Memory belongs to the whole process, so nothing else runs meanwhile.</summary>
[Trait("Level", "Integration")]
[Collection(TrialsAlone.Name)]
public sealed class LargeFileTests(PassThroughFixture fixture) : IClassFixture<PassThroughFixture>
{
    private const int Megabytes = 200;

    private const long MostGrowth = 48L * 1024 * 1024;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Memory_Stays_Flat_While_A_Large_File_Passes()
    {
        var repository = fixture.Portal.Emulator.World.FindWorkspace("northlight")!.FindRepository("open-labels")!;
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{TokenHolder.Prefix}repositories/northlight/open-labels/src/{repository.MainBranch}/large/{Megabytes}MB.bin");
        using var answer = await fixture.Tool.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Megabytes * 1_048_576L, answer.Content.Headers.ContentLength);
        await using var body = await answer.Content.ReadAsStreamAsync(Cancellation);
        var (start, most, read) = (GC.GetTotalMemory(forceFullCollection: true), 0L, 0L);
        var buffer = new byte[128 * 1024];
        for (var next = 0L; await body.ReadAsync(buffer, Cancellation) is > 0 and var count;)
        {
            read += count;
            if (read >= next)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - start);
                next += 20 * 1_048_576L;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{read:N0} bytes passed; at most {most / 1024:N0} KB more in memory");
        Assert.Equal(Megabytes * 1_048_576L, read);
        Assert.InRange(most, long.MinValue, MostGrowth);
    }

    [Fact]
    public async Task Links_Are_Changed_In_A_Body_Without_End_In_The_Same_Memory()
    {
        const int entries = 400_000;
        await using var stream = new LinkRewritingStream(new Entries(entries), new LinkTargets("https://api.bitbucket.org/2.0/", "https://portal.example/api/bitbucket/2.0/", "user"));
        var (start, most, read) = (GC.GetTotalMemory(forceFullCollection: true), 0L, 0L);
        var buffer = new byte[64 * 1024];
        for (var round = 0; await stream.ReadAsync(buffer, Cancellation) is > 0 and var count; round++)
        {
            read += count;
            most = round % 200 == 0 ? Math.Max(most, GC.GetTotalMemory(forceFullCollection: false) - start) : most;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{read:N0} bytes with {entries:N0} links; at most {most / 1024:N0} KB more in memory");
        Assert.Equal((long)entries * (Entries.Entry.Length + "https://portal.example/api/bitbucket/2.0/".Length - "https://api.bitbucket.org/2.0/".Length), read);
        Assert.InRange(most, long.MinValue, MostGrowth);
    }

    private sealed class Entries(int count) : Stream
    {
        public static readonly byte[] Entry = """{"name":"a text that says nothing","links":{"self":{"href":"https://api.bitbucket.org/2.0/repositories/a/b"}}},"""u8.ToArray();

        private long _left = (long)count * Entry.Length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var taken = 0;
            for (; taken < count && _left > 0; taken++, _left--)
            {
                buffer[offset + taken] = Entry[(Entry.Length - (_left % Entry.Length)) % Entry.Length];
            }

            return taken;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
