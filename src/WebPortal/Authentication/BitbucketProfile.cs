using System.Text.Json;
using System.Text.RegularExpressions;

namespace WebPortal.Authentication;

/// <summary>Who signed in, as Bitbucket's <c>/user</c> says, checked and cut to what is stored.</summary>
internal sealed partial record BitbucketProfile(string Uuid, string? AccountId, string Username, string DisplayName)
{
    private const int LongestId = 128;
    private const int LongestUsername = 256;
    private const int LongestName = 512;

    /// <returns>Null when there is no usable <c>uuid</c>: without it nobody can be told apart.</returns>
    public static BitbucketProfile? Read(JsonElement user)
    {
        if (Text(user, "uuid", LongestId) is not { } uuid || !UuidInBraces().IsMatch(uuid))
        {
            return null;
        }

        var username = Text(user, "username", LongestUsername) ?? Text(user, "nickname", LongestUsername) ?? uuid;
        return new BitbucketProfile(
            uuid.ToLowerInvariant(), Text(user, "account_id", LongestId), username, Text(user, "display_name", LongestName) ?? username);
    }

    private static string? Text(JsonElement user, string name, int longest)
    {
        if (user.ValueKind != JsonValueKind.Object || !user.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        var text = ControlCharacters().Replace(value.GetString()!, " ").Trim();
        return text.Length == 0 ? null : text[..Math.Min(text.Length, longest)];
    }

    [GeneratedRegex(@"^\{[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}$")]
    private static partial Regex UuidInBraces();

    [GeneratedRegex(@"\p{C}+")]
    private static partial Regex ControlCharacters();
}
