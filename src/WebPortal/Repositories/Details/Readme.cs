namespace WebPortal.Repositories.Details;

/// <summary>The README of the main branch: rendered and cleaned, or as it stands.</summary>
/// <param name="Html">Safe to write as it is; null when the file is shown as text.</param>
/// <param name="Text">Null when the file is shown rendered, or not at all because of its size.</param>
internal sealed record Readme(string FileName, string? Url, string? Html, string? Text)
{
    public int Weight => (Html?.Length ?? 0) + (Text?.Length ?? 0);
}
