using Microsoft.AspNetCore.Authentication;

namespace WebPortal.Authentication;

/// <summary>Stamps every authorization request with the time it began, so that its age can be judged by the portal's own clock.</summary>
internal sealed class SignInStateFormat(ISecureDataFormat<AuthenticationProperties> inner, TimeProvider clock) : ISecureDataFormat<AuthenticationProperties>
{
    public string Protect(AuthenticationProperties data) => Protect(data, null);

    public string Protect(AuthenticationProperties data, string? purpose)
    {
        data.IssuedUtc = clock.GetUtcNow();
        return inner.Protect(data, purpose);
    }

    public AuthenticationProperties? Unprotect(string? protectedText) => inner.Unprotect(protectedText);

    public AuthenticationProperties? Unprotect(string? protectedText, string? purpose) => inner.Unprotect(protectedText, purpose);
}
