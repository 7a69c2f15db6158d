using Microsoft.AspNetCore.Mvc;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Problems;

namespace PhotoScore.Functions.Datasets.Api;

/// <summary>The routes of datasets, and what their parts may be.</summary>
internal static class DatasetRoutes
{
    public const string List = "api/datasets";
    public const string One = "api/datasets/{dataset}";
    public const string Version = @"api/datasets/{dataset}/{version:regex(^v\d+$)}";
    public const string Ledger = $"{Version}/ledger";
    public const string Report = $"{Version}/report";
    public const string Overlap = $"{Version}/overlap";
    public const string Photo = Version + "/photos/{key}";
    public const string RetryFailed = $"{Version}/retry-failed";
    public const string OneBuild = @"api/datasets/{dataset}/builds/{version:regex(^v\d+$)}";

    public static string Build(BuildId build) => $"/api/datasets/{build.Dataset}/builds/{build.Version}";

    public static string Manifest(BuildId build) => $"/api/datasets/{build.Dataset}/{build.Version}";

    /// <summary>Reads the parts of a route; null when one can't name anything that exists.</summary>
    public static BuildId? Read(string dataset, string version) =>
        DatasetName.TryParse(dataset, out var name) && VersionId.TryParse(version, out var number) ? new BuildId(name, number) : null;

    public static ObjectResult Unknown(string dataset, string version) =>
        Problem.NotFound($"There is no version {version} of a dataset {dataset}. GET /{List}/{dataset} lists the versions.");

    /// <summary>404: what is asked for comes with the version's completion.</summary>
    public static ObjectResult NotComplete(BuildId build) => Problem.NotFound(NotCompleteDetail(build));

    /// <summary>409: what is asked for can be done with a complete version only.</summary>
    public static ObjectResult NotYet(BuildId build) => Problem.Conflict(NotCompleteDetail(build));

    private static string NotCompleteDetail(BuildId build) => $"{build.Dataset} {build.Version} is not complete. GET {Build(build)} tells how far it is.";

    /// <summary>What a dataset's name must look like.</summary>
    public static string NameFault(string name)
    {
        try
        {
            return DatasetName.Parse(name).Value;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }
}
