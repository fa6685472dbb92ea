using System.Text.Json;
using BitbucketEmulator.Api.Objects;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Paging;
using BitbucketEmulator.Queries;
using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Api.Operations;

/// <summary>Who am I, where can I be reached, and who are the others.</summary>
internal static class AccountOperations
{
    private static readonly FieldMap<PersonEmail> EmailFields = new(new Dictionary<string, Func<PersonEmail, object?>>
    {
        ["email"] = email => email.Address,
        ["is_primary"] = email => email.IsPrimary,
        ["is_confirmed"] = email => email.IsConfirmed,
    });

    public static IEnumerable<ApiOperation> All =>
    [
        new("/user", ["account"], Self),
        new("/user/emails", ["email"], Emails),
        new("/user/emails/{email}", ["email"], Email),
        new("/users/{selected_user}", [], Other),
    ];

    private static Answer Self(ApiCall call) => Answer.Json(
        JsonBody.Write(json => PersonJson.WriteFull(json, call.Caller.Person!, call.Addresses, self: true), 2_048));

    private static Answer Emails(ApiCall call) => ListAnswer.Create(
        call, call.Caller.Person!.Emails, (json, email) => WriteEmail(json, email, call.Addresses), EmailFields);

    private static Answer Email(ApiCall call) =>
        call.Caller.Person!.Emails.FirstOrDefault(email => string.Equals(email.Address, call["email"], StringComparison.OrdinalIgnoreCase)) is { } found
            ? Answer.Json(JsonBody.Write(json => WriteEmail(json, found, call.Addresses)))
            : ApiErrors.NotFound($"No email address '{call["email"]}'.");

    // A username finds nobody: since 2019 other people's profiles go by uuid or account id only.
    private static Answer Other(ApiCall call) =>
        call.State.World.FindPerson(call["selected_user"]) is { } person && person.Username != call["selected_user"]
            ? Answer.Json(JsonBody.Write(json => PersonJson.WriteFull(json, person, call.Addresses, self: false), 2_048))
            : ApiErrors.NotFound(call["selected_user"]);

    private static void WriteEmail(Utf8JsonWriter json, PersonEmail email, EmulatorAddresses addresses)
    {
        json.WriteStartObject();
        json.WriteString("type", "email");
        json.WriteString("email", email.Address);
        json.WriteBoolean("is_primary", email.IsPrimary);
        json.WriteBoolean("is_confirmed", email.IsConfirmed);
        json.WriteStartObject("links");
        json.WriteLink("self", $"{addresses.Web}/!api/2.0/user/emails/{email.Address}");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
