using System.Text.Json;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Api.Objects;

/// <summary>A person as others see them, and, with <c>username</c> and more, as they see themselves.</summary>
internal static class PersonJson
{
    /// <summary>The form that stands inside other objects.</summary>
    public static void WriteBrief(Utf8JsonWriter json, Person person, EmulatorAddresses addresses)
    {
        json.WriteStartObject();
        WriteIdentity(json, person);
        json.WriteStartObject("links");
        WriteMainLinks(json, person, addresses);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void WriteFull(Utf8JsonWriter json, Person person, EmulatorAddresses addresses, bool self)
    {
        json.WriteStartObject();
        WriteIdentity(json, person);
        if (self)
        {
            json.WriteString("username", person.Username);
            if (person.HasTwoFactor is { } twoFactor)
                json.WriteBoolean("has_2fa_enabled", twoFactor);
            else
                json.WriteNull("has_2fa_enabled");
        }

        json.WriteString("account_status", "active");
        json.WriteTime("created_on", person.CreatedOn);
        json.WriteBoolean("is_staff", false);
        json.WriteString("location", person.Location);
        json.WriteString("website", person.Website);
        json.WriteStartObject("links");
        WriteMainLinks(json, person, addresses);
        var users = $"{addresses.Api}/2.0/users/{Escaped(person)}";
        json.WriteLink("repositories", $"{addresses.Api}/2.0/repositories/{Escaped(person)}");
        json.WriteLink("snippets", $"{addresses.Api}/2.0/snippets/{Escaped(person)}");
        json.WriteLink("hooks", $"{users}/hooks");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static string Escaped(Person person) => Uri.EscapeDataString(person.BracedUuid);

    private static void WriteIdentity(Utf8JsonWriter json, Person person)
    {
        json.WriteString("type", person.IsAppUser ? "app_user" : "user");
        json.WriteString("uuid", person.BracedUuid);
        json.WriteString("account_id", person.AccountId);
        json.WriteString("nickname", person.Nickname);
        json.WriteString("display_name", person.DisplayName);
    }

    private static void WriteMainLinks(Utf8JsonWriter json, Person person, EmulatorAddresses addresses)
    {
        json.WriteLink("self", $"{addresses.Api}/2.0/users/{Escaped(person)}");
        json.WriteLink("html", $"{addresses.Web}/{Escaped(person)}/");
        json.WriteLink("avatar", $"{addresses.Web}/account/{Escaped(person)}/avatar/32/");
    }
}
