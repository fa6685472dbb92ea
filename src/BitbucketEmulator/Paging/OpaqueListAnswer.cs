using System.Buffers.Text;
using System.Text;
using BitbucketEmulator.Api;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Paging;

/// <summary>Answers with a stretch of a list that is walked by an unpredictable token, forward only and without a size, as commits are.</summary>
internal static class OpaqueListAnswer
{
    private const string Parameter = "ctx";

    public static Answer Create<T>(ApiCall call, IReadOnlyList<T> all, Action<System.Text.Json.Utf8JsonWriter, T> write, int itemSize = 2_048)
    {
        if (PageRequest.Read(call, PageRequest.LongestLength, out var complaint) is not { } page)
            return ApiErrors.BadRequest(complaint);
        var first = 0;
        if (call.Query(Parameter) is { } token && !TryOpen(token, call.Request.Path, out first))
            return ApiErrors.BadRequest("Invalid ctx");
        first = Math.Min(first, all.Count);
        var last = Math.Min(all.Count, first + page.Length);
        return Answer.Json(JsonBody.Write(
            json =>
            {
                json.WriteStartObject();
                json.WriteNumber("pagelen", page.Length);
                json.WriteStartArray("values");
                for (var index = first; index < last; index++)
                    write(json, all[index]);
                json.WriteEndArray();
                if (last < all.Count || call.Fault?.Next is not null)
                    json.WriteString("next", NextLink.Next(call, NextLink.To(call, (Parameter, Seal(last, call.Request.Path))), NextLink.To(call)));
                json.WriteEndObject();
            },
            (page.Length * itemSize) + 512));
    }

    private static string Seal(int offset, string path) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{offset}:{Deterministic.Number($"{path.TrimEnd('/')}:{offset}"):x16}"));

    private static bool TryOpen(string token, string path, out int offset)
    {
        offset = 0;
        var bytes = new byte[token.Length];
        if (!Base64Url.TryDecodeFromChars(token, bytes, out var count))
            return false;
        var number = Encoding.UTF8.GetString(bytes, 0, count).Split(':')[0];
        return int.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out offset) && offset >= 0 && Seal(offset, path) == token;
    }
}
