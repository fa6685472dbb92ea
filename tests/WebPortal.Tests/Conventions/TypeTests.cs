using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using WebPortal.Hosting;
using Xunit;

namespace WebPortal.Tests.Conventions;

/// <summary>How types and asynchronous methods are declared.</summary>
[Trait("Level", "Conventions")]
public sealed class TypeTests
{
    /// <summary>Types that are not internal and sealed, each with its reason.</summary>
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["Program"] = "made by the compiler from the top-level statements",
        ["PortalDbContext"] = "one context per migration set derives from it",
    };

    /// <summary>Types whose work goes on when the one who asked for it has left, each with its reason.</summary>
    private static readonly Dictionary<string, string> Uncancellable = new(StringComparer.Ordinal)
    {
        ["ConnectionRefresher"] = "a refresh that has begun is finished: Bitbucket has rotated the token by then",
        ["RefreshCall"] = "the holder of a lease finishes what he has begun",
        ["RefreshRecorder"] = "what a refresh brought is stored in any case",
        ["CatalogCache"] = "a reading serves everybody who asks later and ends with the process",
    };

    private static readonly Assembly[] Programs = [typeof(PortalOptions).Assembly, Assembly.Load("BitbucketEmulator")];

    private static IEnumerable<Type> OwnTypes => Programs.SelectMany(program => program.GetTypes()).Where(type =>
        !IsGenerated(type) && type.Namespace?.StartsWith("AspNetCoreGeneratedDocument", StringComparison.Ordinal) != true
        && type.Namespace?.Contains(".Migrations", StringComparison.Ordinal) != true

        // Carries the public names of the package that can replace it.
        && type.Namespace != "AspNet.Security.OAuth.Bitbucket");

    [Fact]
    public void Types_Are_Internal_And_Sealed()
    {
        var wrong = OwnTypes.Where(type => !Exceptions.ContainsKey(type.Name) && (type.IsVisible || IsOpenClass(type)));

        Breaches.AssertNone(wrong.Select(type => type.FullName));
    }

    [Fact]
    public void An_Interface_Has_Two_Implementations()
    {
        var lonely = OwnTypes.Where(type => type.IsInterface && OwnTypes.Count(other => other.IsClass && type.IsAssignableFrom(other)) < 2);

        Breaches.AssertNone(lonely.Select(type => type.FullName));
    }

    [Fact]
    public void Asynchronous_Methods_End_In_Async_And_No_Others_Do()
    {
        var wrong = OwnMethods().Where(method => IsAsynchronous(method.ReturnType) != method.Name.EndsWith("Async", StringComparison.Ordinal));

        Breaches.AssertNone(wrong.Select(Name));
    }

    [Fact]
    public void Asynchronous_Methods_Take_Their_Cancellation_Token_Last()
    {
        var wrong = OwnMethods().Where(method => IsAsynchronous(method.ReturnType)
            && !Uncancellable.ContainsKey(method.DeclaringType!.Name) && !CanBeCancelled(method));

        Breaches.AssertNone(wrong.Select(Name));
    }

    private static bool IsOpenClass(Type type) => type is { IsClass: true, IsAbstract: false, IsSealed: false };

    private static IEnumerable<MethodInfo> OwnMethods() =>
        OwnTypes.Where(type => !typeof(Delegate).IsAssignableFrom(type))
            .SelectMany(type => type.GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static))
            .Where(method => !method.IsSpecialName && !method.Name.Contains('<', StringComparison.Ordinal) && !method.Name.Contains('.', StringComparison.Ordinal)
                && !IsFrameworkContract(method));

    private static bool IsFrameworkContract(MethodInfo method) =>
        !Programs.Contains(method.GetBaseDefinition().DeclaringType!.Assembly)
        || method.DeclaringType!.GetInterfaces().Where(contract => !Programs.Contains(contract.Assembly))
            .SelectMany(contract => method.DeclaringType.IsInterface ? [] : method.DeclaringType.GetInterfaceMap(contract).TargetMethods).Contains(method);

    private static bool IsAsynchronous(Type type) =>
        typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(ValueTask<>) || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));

    /// <summary>A request brings its own token along, and so does everything that is made around one.</summary>
    private static bool CanBeCancelled(MethodInfo method)
    {
        var parameters = method.GetParameters();
        return parameters is [.., { } last] && last.ParameterType == typeof(CancellationToken)
            || (!parameters.Any(parameter => parameter.ParameterType == typeof(CancellationToken))
                && (BringsToken(method.DeclaringType!) || parameters.Any(parameter => BringsToken(parameter.ParameterType))));
    }

    private static bool BringsToken(Type type) =>
        type.GetProperties().Any(property => property.PropertyType == typeof(CancellationToken) || property.PropertyType == typeof(HttpContext));

    private static bool IsGenerated(Type? type) =>
        type is not null && (type.Name.Contains('<', StringComparison.Ordinal) || type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
            || type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), inherit: false) || IsGenerated(type.DeclaringType)
            || type.Namespace?.StartsWith("System.", StringComparison.Ordinal) == true || type.Namespace?.StartsWith("Microsoft.", StringComparison.Ordinal) == true);

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.FullName}.{method.Name}";
}
