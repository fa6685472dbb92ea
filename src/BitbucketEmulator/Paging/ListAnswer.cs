using System.Globalization;
using System.Text.Json;
using BitbucketEmulator.Api;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Queries;

namespace BitbucketEmulator.Paging;

/// <summary>Answers with one page of a list, after <c>q</c> and <c>sort</c>.</summary>
internal static class ListAnswer
{
    public static Answer Create<T>(ApiCall call, IEnumerable<T> items, Action<Utf8JsonWriter, T> write, FieldMap<T>? fields = null, int longest = PageRequest.LongestLength, int itemSize = 512)
    {
        if (PageRequest.Read(call, longest, out var complaint) is not { } page)
            return ApiErrors.BadRequest(complaint);
        try
        {
            if (fields is not null && call.Query("q") is { Length: > 0 } query)
                items = items.Where(QueryParser<T>.Parse(query, fields));
            if (fields is not null && call.Query("sort") is { Length: > 0 } sort)
                items = Sorting.Apply(items, sort, fields);
        }
        catch (QueryException exception)
        {
            return ApiErrors.BadRequest(exception.Message);
        }

        var all = items as IReadOnlyList<T> ?? [.. items];
        return Answer.Json(JsonBody.Write(json => WritePage(json, call, all, page, write), (page.Length * itemSize) + 512));
    }

    private static void WritePage<T>(Utf8JsonWriter json, ApiCall call, IReadOnlyList<T> all, PageRequest page, Action<Utf8JsonWriter, T> write)
    {
        var first = (int)Math.Min(all.Count, (long)(page.Page - 1) * page.Length);
        var last = Math.Min(all.Count, first + page.Length);
        json.WriteStartObject();
        json.WriteNumber("pagelen", page.Length);
        json.WriteStartArray("values");
        for (var index = first; index < last; index++)
            write(json, all[index]);
        json.WriteEndArray();
        json.WriteNumber("page", page.Page);
        json.WriteNumber("size", all.Count);
        if (last < all.Count || call.Fault?.Next is not null)
            json.WriteString("next", NextLink.Next(call, LinkTo(call, page.Page + 1), LinkTo(call, page.Page)));
        if (page.Page > 1)
            json.WriteString("previous", LinkTo(call, page.Page - 1));
        json.WriteEndObject();
    }

    private static string LinkTo(ApiCall call, int page) =>
        NextLink.To(call, ("page", page.ToString(CultureInfo.InvariantCulture)));
}
