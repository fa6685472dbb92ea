using System.Globalization;
using BitbucketEmulator.Api;

namespace BitbucketEmulator.Paging;

/// <summary>Which page is wanted, and how long a page is.</summary>
internal readonly record struct PageRequest(int Page, int Length)
{
    public const int DefaultLength = 10;
    public const int LongestLength = 100;

    /// <summary>Null with a message when the caller asks for what does not exist.</summary>
    public static PageRequest? Read(ApiCall call, int longest, out string complaint)
    {
        var length = DefaultLength;
        complaint = "Invalid pagelen";
        if (call.Query("pagelen") is { } wantedLength && (!TryRead(wantedLength, out length) || length > longest))
            return null;
        var page = 1;
        complaint = "Invalid page";
        if (call.Query("page") is { } wantedPage && !TryRead(wantedPage, out page))
            return null;
        return new(page, length);
    }

    private static bool TryRead(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1;
}
