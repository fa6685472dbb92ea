using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace WebPortal.Tests.Bitbucket;

/// <summary>Answers for a list of repositories that pages like Bitbucket, and lies when told to.</summary>
internal sealed class PagedUpstream(int repositories)
{
    /// <summary>What the answers claim as the number of entries; null leaves it out.</summary>
    public long? ClaimedSize { get; init; } = repositories;

    /// <summary>Uses an opaque cursor instead of page numbers.</summary>
    public bool Opaque { get; init; }

    /// <summary>Page numbers behind the end answer 404 instead of an empty page.</summary>
    public bool NothingBehindTheEnd { get; init; }

    public Task AnswerAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var page = int.Parse(query[Opaque ? "cursor" : "page"].FirstOrDefault("1")!, CultureInfo.InvariantCulture);
        var length = int.Parse(query["pagelen"].FirstOrDefault("10")!, CultureInfo.InvariantCulture);
        var workspace = context.Request.Path.Value!.Split('/')[^1];
        var from = (page - 1) * length;
        if (NothingBehindTheEnd && from >= repositories)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var answer = new Dictionary<string, object>
        {
            ["values"] = Enumerable.Range(from, Math.Clamp(repositories - from, 0, length)).Select(number => Repository(workspace, number)),
            ["pagelen"] = length,
        };
        if (ClaimedSize is { } size)
        {
            answer["size"] = size;
        }

        if (from + length < repositories)
        {
            answer["next"] = Next(context, page + 1, length);
        }

        return UpstreamDouble.WriteJsonAsync(context, JsonSerializer.Serialize(answer));
    }

    public static object Repository(string workspace, int number) => new
    {
        slug = $"r{number:D5}",
        full_name = $"{workspace}/r{number:D5}",
        name = $"Repository {number}",
        workspace = new { slug = workspace, name = $"The {workspace}" },
    };

    private string Next(HttpContext context, int page, int length) =>
        $"{context.Request.Scheme}://{context.Request.Host}{context.Request.Path}?pagelen={length}&{(Opaque ? "cursor" : "page")}={page}";
}
