namespace WebPortal.Hosting;

/// <summary>What a feature adds to the browser's rules; filled in code, never from settings.</summary>
internal sealed class SecurityHeadersOptions
{
    /// <summary>Other places that a form of the portal may end at. Chromium applies form-action to redirects after a form post.</summary>
    public IList<Uri> FormActions { get; } = [];
}
