using Microsoft.Azure.Functions.Worker;
using PhotoScore.Testing;

namespace PhotoScore.Local.Tests.Runtime.Contract;

public sealed class WorkerContractTests
{
    /// <summary>Types that are real although the listing, which begins where a function app's code begins, has no entry for them.</summary>
    private static readonly HashSet<string> Unlisted =
    [
        // The bases that the listed attributes name.
        "Microsoft.Azure.Functions.Worker.Extensions.Abstractions.BindingAttribute",
        "Microsoft.Azure.Functions.Worker.Extensions.Abstractions.TriggerBindingAttribute",
        "Microsoft.Azure.Functions.Worker.Extensions.Abstractions.InputBindingAttribute",
        "Microsoft.Azure.Functions.Worker.Converters.InputConverterAttribute",
        // Types of listed members.
        "Microsoft.Azure.Functions.Worker.BindingMetadata",
        "Microsoft.Azure.Functions.Worker.BindingDirection",
        "Microsoft.Azure.Functions.Worker.InvocationResult",
        "Microsoft.Azure.Functions.Worker.Middleware.FunctionExecutionDelegate",
        // GetHttpContext, from the package Http.AspNetCore.
        "Microsoft.Azure.Functions.Worker.FunctionContextExtensions",
        // What a client throws, from the package DurableTask.Core.
        "DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException",
    ];

    [Fact]
    public void PublicTypes_compared_with_the_real_packages_show_nothing_that_is_not_there()
    {
        var listing = ApiListing.Parse(File.ReadLines(SharedData.Path("azure-api", "SIGNATURES.md")));

        var differences = ApiDifferences.Find(typeof(FunctionAttribute).Assembly.GetExportedTypes(), listing, Unlisted).ToList();

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public void Find_members_and_kinds_that_differ_names_each()
    {
        var listing = ApiListing.Parse(
        [
            "### PhotoScore.Local.Tests.Runtime.Contract.SampleAttribute",
            "`A.Package` sealed class **SampleAttribute**",
            "AttributeUsage: System.AttributeTargets.Method",
            "```csharp",
            "SampleAttribute(string name)",
            "string? Name { get; }",
            "Task<int?> CountAsync(CancellationToken cancellation = default(CancellationToken))",
            "```",
        ]);

        var differences = ApiDifferences.Find([typeof(SampleAttribute), typeof(WorkerContractTests)], listing, new HashSet<string>()).ToList();

        Assert.Equal(
            [
                "PhotoScore.Local.Tests.Runtime.Contract.SampleAttribute: is a class, really a sealed class.",
                "PhotoScore.Local.Tests.Runtime.Contract.SampleAttribute: goes on Class, really on Method.",
                "PhotoScore.Local.Tests.Runtime.Contract.SampleAttribute: 'string Name { get; set; }' is not in the listing.",
                "PhotoScore.Local.Tests.Runtime.Contract.SampleAttribute: 'Task<int> CountAsync(CancellationToken cancellation = default(CancellationToken))' is not in the listing.",
                "PhotoScore.Local.Tests.Runtime.Contract.WorkerContractTests is not in the listing.",
            ],
            differences);
    }
}

[AttributeUsage(AttributeTargets.Class)]
public class SampleAttribute(string name) : Attribute
{
    public string Name { get; set; } = name;

    public Task<int> CountAsync(CancellationToken cancellation = default) => Task.FromResult(Name.Length + cancellation.GetHashCode());
}
