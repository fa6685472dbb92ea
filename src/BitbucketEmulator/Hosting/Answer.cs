using System.Text;

namespace BitbucketEmulator.Hosting;

/// <summary>A whole answer before it goes out, so that a fault can still replace, cut or delay it.</summary>
internal sealed class Answer
{
    public const string JsonType = "application/json; charset=utf-8";

    public int Status { get; init; } = StatusCodes.Status200OK;

    public string? ContentType { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Sends so many bytes made up on the way instead of <see cref="Body"/>, for files that nobody wants in memory.</summary>
    public long? Filler { get; init; }

    public List<KeyValuePair<string, string>> Headers { get; } = [];

    public static Answer Json(ReadOnlyMemory<byte> body, int status = StatusCodes.Status200OK) =>
        new() { Status = status, ContentType = JsonType, Body = body };

    public static Answer Text(string text, int status, string contentType = "text/plain; charset=utf-8") =>
        new() { Status = status, ContentType = contentType, Body = Encoding.UTF8.GetBytes(text) };

    public static Answer Redirect(string location, int status = StatusCodes.Status302Found) =>
        new Answer { Status = status }.With("Location", location);

    public Answer With(string name, string value)
    {
        Headers.Add(new(name, value));
        return this;
    }

    /// <summary>Writes everything; a cut answer announces its full length and then ends the connection.</summary>
    public async Task WriteAsync(HttpContext context, int? cutAfter, CancellationToken cancellationToken)
    {
        var response = context.Response;
        response.StatusCode = Status;
        foreach (var (name, value) in Headers)
            response.Headers.Append(name, value);
        if (ContentType is not null)
            response.ContentType = ContentType;
        if (Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
            return;
        response.ContentLength = Filler ?? Body.Length;
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        if (Filler is { } length)
        {
            await WriteFillerAsync(response, length, cancellationToken);
            return;
        }

        if (cutAfter is not { } cut || cut >= Body.Length)
        {
            await response.Body.WriteAsync(Body, cancellationToken);
            return;
        }

        await response.Body.WriteAsync(Body[..cut], cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
        context.Abort();
    }

    private static async Task WriteFillerAsync(HttpResponse response, long length, CancellationToken cancellationToken)
    {
        var block = new byte[64 * 1024];
        Array.Fill(block, (byte)'w');
        for (var left = length; left > 0; left -= block.Length)
            await response.Body.WriteAsync(block.AsMemory(0, (int)Math.Min(block.Length, left)), cancellationToken);
    }
}
