using WebPortal.Lending.Tokens;

namespace WebPortal.Lending.Forwarding;

internal static class ForwardServices
{
    public static IServiceCollection AddForwarding(this IServiceCollection services)
    {
        services.AddHttpForwarder();
        services.AddSingleton<ForwardGate>();
        services.AddSingleton<ForwardBudget>();
        services.AddSingleton<ForwardSender>();
        return services;
    }

    /// <summary>Every verb comes here, so that a write is told that it is one. A session cookie opens nothing: pages of strangers could use it.</summary>
    public static void MapForwarding(this IEndpointRouteBuilder routes) =>
        routes.Map(ForwardEndpoint.Prefix + "{**path}", ForwardEndpoint.AnswerAsync)
            .RequireAuthorization(policy => policy.AddAuthenticationSchemes(TokenScheme.Name).RequireAuthenticatedUser())
            .WithName("bitbucket")
            .DisableAntiforgery();
}
