using System.Runtime.CompilerServices;
using WebPortal.Pages.Words;

namespace WebPortal.Tests.Infrastructure;

/// <summary>Tests of single classes run in the language that the process itself has, whatever the machine speaks.</summary>
internal static class EnglishAtFirst
{
    [ModuleInitializer]
    internal static void Set() => Languages.StartInEnglish();
}
