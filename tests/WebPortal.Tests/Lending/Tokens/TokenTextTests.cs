using System.IO.Compression;
using WebPortal.Lending.Tokens;
using Xunit;

namespace WebPortal.Tests.Lending.Tokens;

/// <summary>How a token is written.</summary>
[Trait("Level", "Unit")]
public sealed class TokenTextTests
{
    [Fact]
    public void It_Has_The_Prefix_Two_Hundred_And_Fifty_Six_Random_Bits_And_A_Checksum()
    {
        var tokens = Enumerable.Range(0, 1000).Select(_ => TokenText.Create()).ToHashSet();

        Assert.Equal(1000, tokens.Count);
        Assert.All(tokens, token => Assert.Matches("^wpt_[0-9A-Za-z]{43}[0-9A-Za-z]{6}$", token));
        Assert.All(tokens, token => Assert.True(TokenText.IsWellFormed(token)));
        Assert.True(43 * Math.Log2(62) >= 160);
    }

    [Fact]
    public void Every_Changed_Character_Shows()
    {
        var token = TokenText.Create();
        for (var place = 0; place < token.Length; place++)
        {
            var other = token[place] == 'x' ? 'y' : 'x';
            Assert.False(TokenText.IsWellFormed(token[..place] + other + token[(place + 1)..]), $"place {place}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("wpt_")]
    [InlineData("wpt_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("WPT_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("wpt_éaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Anything_Else_Is_None(string text) => Assert.False(TokenText.IsWellFormed(text));

    /// <summary>The rule that the documents promise to scanners: the last six characters are CRC-32 of what stands before them, in base 62.</summary>
    [Fact]
    public void The_Checksum_Is_The_One_Of_Gzip()
    {
        var token = TokenText.Create();
        using var file = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(System.Text.Encoding.ASCII.GetBytes(token[..47]));
        }

        var expected = BitConverter.ToUInt32(file.ToArray().AsSpan(^8..^4));
        var written = token[47..].Aggregate(0UL, (sum, letter) => (sum * 62) + (ulong)"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".IndexOf(letter, StringComparison.Ordinal));
        Assert.Equal(expected, written);
    }
}
