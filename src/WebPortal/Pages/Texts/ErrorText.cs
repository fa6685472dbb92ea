using WebPortal.Pages.Words;

namespace WebPortal.Pages.Texts;

/// <summary>An HTTP error in words that help whoever meets it.</summary>
internal sealed record ErrorText(int Status, string Title, string Next)
{
    public static ErrorText Of(int status, bool isAdministration) => status switch
    {
        400 => new(status, ErrorWords.FailedTitle, ErrorWords.TooOldNext),
        403 when isAdministration => new(status, ErrorWords.AdministratorTitle, ErrorWords.AdministratorNext),
        403 => new(status, ErrorWords.NotAllowedTitle, ErrorWords.NotAllowedNext),
        404 => new(status, ErrorWords.NothingTitle, ErrorWords.NothingNext),
        405 => new(status, ErrorWords.DifferentlyTitle, ErrorWords.DifferentlyNext),
        413 or 414 or 431 => new(status, ErrorWords.TooMuchTitle, ErrorWords.TooMuchNext),
        429 => new(status, ErrorWords.SlowDownTitle, ErrorWords.SlowDownNext),
        503 => new(status, ErrorWords.BusyTitle, ErrorWords.BusyNext),
        >= 500 => new(status, ErrorWords.WrongHereTitle, ErrorWords.WrongHereNext),
        _ => new(status, ErrorWords.FailedTitle, ErrorWords.FailedNext),
    };
}
