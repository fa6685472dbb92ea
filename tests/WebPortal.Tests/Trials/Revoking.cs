using System.Net;
using Xunit;

namespace WebPortal.Tests.Trials;

/// <summary>The two ways to end a connection as browsers go them: the form is read first, so that the click is one request.</summary>
internal static class Revoking
{
    public static Task<Func<Task>> PrepareRevokeAsync(TrialPerson administrator, int replica, Guid connectionId) =>
        PrepareAsync(administrator, replica, $"/admin/connections/change?action=revoke&id={connectionId}", "/admin/connections/change");

    public static Task<Func<Task>> PrepareDisconnectAsync(TrialPerson person, int replica) =>
        PrepareAsync(person, replica, "/account/disconnect", "/account/disconnect");

    private static async Task<Func<Task>> PrepareAsync(TrialPerson person, int replica, string page, string action)
    {
        var visitor = person.At(replica);
        var (address, fields) = await visitor.FillInAsync(page, action);
        return async () =>
        {
            using var answer = await visitor.PostAsync(address, fields);
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        };
    }
}
