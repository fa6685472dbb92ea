using BitbucketEmulator.Hosting;
using BitbucketEmulator.Html;
using BitbucketEmulator.Seed;
using BitbucketEmulator.Web;

namespace BitbucketEmulator.Authorization;

/// <summary>
/// The authorize address. (1) A request that is not valid gets a page. (2) A script's <c>emulator_decision</c> is carried out at once.
/// (3) Consent given before goes straight back. (4) Otherwise the person chooses who they are and approves or denies.
/// </summary>
internal static class AuthorizationOperations
{
    private const string Address = "/site/oauth2/authorize";
    private const string PersonField = "emulator_user";
    private const string DecisionField = "emulator_decision";
    private const string ChooseField = "emulator_choose";

    public static IEnumerable<WebOperation> All =>
    [
        WebOperation.Of(HttpMethods.Get, Address, Ask),
        new(HttpMethods.Post, Address, DecideAsync),
    ];

    private static Answer Ask(WebCall call)
    {
        if (AuthorizationRequest.Read(call, out var refusal) is not { } request)
            return refusal!;
        var named = call.Query(PersonField);
        var person = named is null ? call.RememberedPerson : call.State.World.FindPerson(named);
        if (named is not null && person is null)
            return UnknownPerson(named);
        if (call.Query(DecisionField) is { } decision)
            return Decide(call, request, person, decision);
        var choosing = call.Query(ChooseField) is not null;
        if (person is null || choosing || named is not null || call.State.Settings.AlwaysAskConsent)
            return ConsentPage.Show(call, request, person, choosing);
        return call.State.Authorizations.Find(request.Client, person) is { } given && given.Scopes.Covers(request.Scopes)
            ? Approve(call, request, person)
            : ConsentPage.Show(call, request, person, choosing: false);
    }

    private static async Task<Answer> DecideAsync(WebCall call, CancellationToken cancellationToken)
    {
        if (AuthorizationRequest.Read(call, out var refusal) is not { } request)
            return refusal!;
        var form = await call.Request.ReadFormAsync(cancellationToken);
        var typed = form["typed_user"].ToString().Trim();
        var name = typed.Length > 0 ? typed : form[PersonField].ToString();
        if (name.Length == 0)
            return ConsentPage.Show(call, request, null, choosing: true, "Choose who you are first.");
        return call.State.World.FindPerson(name) is { } person
            ? Decide(call, request, person, form[DecisionField].ToString())
            : ConsentPage.Show(call, request, null, choosing: true, $"There is nobody called “{name}”. Choose somebody from the list.");
    }

    private static Answer Decide(WebCall call, AuthorizationRequest request, Person? person, string decision)
    {
        if (person is null)
            return Page.Message("Nobody chosen", "emulator_decision needs emulator_user in the same address, for example emulator_user=amelia.", StatusCodes.Status400BadRequest);
        call.Remember(person);
        call.Entry.Person = person.Username;
        return decision switch
        {
            "approve" => Approve(call, request, person),
            "deny" => Answer.Redirect(request.Callback("error", "access_denied")),
            _ => Page.Message("Unknown decision", "emulator_decision must be approve or deny.", StatusCodes.Status400BadRequest),
        };
    }

    private static Answer Approve(WebCall call, AuthorizationRequest request, Person person)
    {
        var state = call.State;
        var authorization = state.Authorizations.Grant(request.Client, person, request.Scopes, state.Clock.GetUtcNow());
        var code = state.Codes.Issue(authorization, request.Scopes, request.SentRedirectUri);
        return Answer.Redirect(request.Callback("code", code));
    }

    private static Answer UnknownPerson(string name) => Page.Message(
        "Nobody by that name", $"There is nobody called “{name}” here. The home page lists everybody.", StatusCodes.Status400BadRequest);
}
