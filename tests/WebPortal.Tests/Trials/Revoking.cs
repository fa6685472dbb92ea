using System.Net;
using Xunit;

namespace WebPortal.Tests.Trials;

/// <summary>The two ways to end a connection as browsers go them: the form is read first, so that the click is one request.</summary>
internal static class Revoking
{
    public static async Task<Func<Task>> PrepareRevokeAsync(TrialPerson administrator, int replica, Guid connectionId)
    {
        var visitor = administrator.At(replica);
        var page = $"/admin/connections/{connectionId}/revoke";
        var (address, fields) = await visitor.FillInAsync(page, page);
        return async () =>
        {
            using var answer = await visitor.PostAsync(address, fields);
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        };
    }

    public static async Task<Func<Task>> PrepareDisconnectAsync(TrialPerson person, int replica)
    {
        var visitor = person.At(replica);
        const string page = "/account/disconnect";
        var (address, fields) = await visitor.FillInAsync(page, page);
        return async () =>
        {
            using var answer = await visitor.PostAsync(address, fields);
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        };
    }
}
