using System.Text;

namespace WebPortal.Bitbucket;

/// <summary>A file of a repository that is text.</summary>
internal sealed record BitbucketText(string Value)
{
    /// <summary>In bytes.</summary>
    public const int LongestText = 512 * 1024;

    /// <returns>Null when the bytes are no text.</returns>
    public static BitbucketText? Read(ReadOnlySpan<byte> bytes)
    {
        var text = bytes switch
        {
            [0xFF, 0xFE, .. var rest] => Encoding.Unicode.GetString(rest),
            [0xFE, 0xFF, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
            [0xEF, 0xBB, 0xBF, .. var rest] => Encoding.UTF8.GetString(rest),
            _ => Encoding.UTF8.GetString(bytes),
        };
        return text.Contains('\0', StringComparison.Ordinal) ? null : new BitbucketText(text);
    }
}
