namespace WebPortal.Pages.Texts;

/// <summary>An HTTP error in words that help whoever meets it.</summary>
internal sealed record ErrorText(int Status, string Title, string Next)
{
    public static ErrorText Of(int status, bool isAdministration) => status switch
    {
        400 => new(status, "That did not work", "The form was too old, or the address is not complete. Go back, reload the page and try again."),
        403 when isAdministration => new(status, "This needs an administrator", "You are signed in, but only administrators of the portal may do this. Ask one of them, or ask to become one."),
        403 => new(status, "This is not allowed", "Your account may not do this. If you think it should, ask the administrator of the portal."),
        404 => new(status, "There is nothing here", "The address is wrong, or what it showed is gone, or it is not yours to see."),
        405 => new(status, "This address works differently", "It does not take this kind of request. Start from the start page instead."),
        413 or 414 or 431 => new(status, "That was too much at once", "The request was larger than the portal accepts. Shorten it and try again."),
        429 => new(status, "Slow down a little", "There were too many requests in a short time. Wait a minute, then try again."),
        503 => new(status, "The portal is busy", "It cannot answer at the moment. Wait a minute, then try again."),
        >= 500 => new(status, "Something went wrong here", "It is not your fault, and it is recorded in the portal's log. Try again; if it happens twice, tell the administrator of the portal."),
        _ => new(status, "That did not work", "Go back and try again."),
    };
}
