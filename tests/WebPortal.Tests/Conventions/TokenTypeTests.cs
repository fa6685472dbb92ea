using System.Reflection;
using NetArchTest.Rules;
using WebPortal.Hosting;
using Xunit;

namespace WebPortal.Tests.Conventions;

/// <summary>Types that hold a credential in plain text stay in few hands and never print it.</summary>
[Trait("Level", "Conventions")]
public sealed class TokenTypeTests
{
    private const string Canary = "canary-credential";

    private static readonly Assembly Portal = typeof(PortalOptions).Assembly;

    public static TheoryData<string> Names => [.. TokenTypes.Select(type => type.Name)];

    private static IEnumerable<Type> TokenTypes =>
        Portal.GetTypes().Where(type => type is { Namespace: "WebPortal.Bitbucket", IsClass: true, IsAbstract: false } && IsTokenName(type.Name));

    [Fact]
    public void There_Are_Such_Types() => Assert.Superset(new HashSet<string> { "AccessToken", "RefreshToken", "TokenSet" }, TokenTypes.Select(type => type.Name).ToHashSet());

    [Fact]
    public void Only_Sign_In_Connections_And_The_Client_Use_Them()
    {
        var result = Types.InAssembly(Portal).That()
            .DoNotResideInNamespace("WebPortal.Bitbucket").And().DoNotResideInNamespace("WebPortal.Connections").And().DoNotResideInNamespace("WebPortal.Authentication")
            .ShouldNot().HaveDependencyOnAny([.. TokenTypes.Select(type => type.FullName!)]).GetResult();

        Assert.True(result.IsSuccessful, $"These touch plain credentials: {string.Join(", ", result.FailingTypeNames ?? [])}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void They_Print_A_Redaction(string name)
    {
        var token = Make(TokenTypes.Single(type => type.Name == name));

        Assert.DoesNotContain(Canary, token!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, $"{token}", StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void They_Convert_To_Nothing(string name)
    {
        var conversions = TokenTypes.Single(type => type.Name == name).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.Name is "op_Implicit" or "op_Explicit");

        Assert.Empty(conversions);
    }

    private static bool IsTokenName(string name) => name is "TokenSet" or "ClientSecret" or "AccountSecret" or "AccessToken" or "RefreshToken";

    private static object? Make(Type type)
    {
        if (type == typeof(string))
        {
            return Canary;
        }

        if (type.IsValueType)
        {
            return Activator.CreateInstance(type);
        }

        var constructor = type.GetConstructors().OrderByDescending(candidate => candidate.GetParameters().Length).First();
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Make(parameter.ParameterType))]);
    }
}
