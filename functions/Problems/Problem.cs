using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace PhotoScore.Functions.Problems;

/// <summary>Error answers as RFC 9457 problem details.</summary>
internal static class Problem
{
    /// <summary>400: every fault of the request, by the JSON path or parameter it concerns.</summary>
    public static ObjectResult Invalid(string title, IReadOnlyDictionary<string, string[]> faults) =>
        Result(new ProblemDetails { Status = 400, Title = title, Extensions = { ["errors"] = faults } });

    /// <summary>404: what is missing, and how to get it.</summary>
    public static ObjectResult NotFound(string detail) => Of(StatusCodes.Status404NotFound, "Not found", detail);

    /// <summary>409: why the state forbids it, and what to do first.</summary>
    public static ObjectResult Conflict(string detail) => Of(StatusCodes.Status409Conflict, "Not possible now", detail);

    /// <summary>Any other status; <paramref name="code"/> is a stable word for programs.</summary>
    public static ObjectResult Of(int status, string title, string detail, string? code = null)
    {
        var problem = new ProblemDetails { Status = status, Title = title, Detail = detail };
        if (code is not null)
            problem.Extensions["code"] = code;
        return Result(problem);
    }

    private static ObjectResult Result(ProblemDetails problem) =>
        new(problem) { StatusCode = problem.Status, ContentTypes = { "application/problem+json" } };
}
