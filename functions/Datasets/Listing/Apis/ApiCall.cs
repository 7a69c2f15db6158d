using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using PhotoScore.Functions.Datasets.Budgets;

namespace PhotoScore.Functions.Datasets.Listing.Apis;

/// <summary>One question to an API that answers in JSON.</summary>
/// <param name="Service">The API's name as people write it.</param>
/// <param name="Budget">What its keys allow.</param>
/// <param name="Address">The whole address, given the key.</param>
/// <param name="Judge">
/// What an answer means, where its status alone does not say: given the status and the body (of kind <c>Undefined</c> when it is no
/// JSON). Null leaves it to the status: 2xx is fine, 429 a spent key, 408, 425 and 5xx may pass, everything else is a fault.
/// </param>
internal sealed record ApiCall(string Service, CallBudget Budget, Func<string, Uri> Address, Func<HttpStatusCode, JsonElement, ApiVerdict?> Judge)
{
    /// <summary>For how long the headers of an answer, a good one too, ask to leave its key alone; null when they don't.</summary>
    public Func<HttpResponseHeaders, TimeSpan?> Rest { get; init; } = _ => null;
}

/// <summary>What an answer of an API means.</summary>
internal abstract record ApiVerdict
{
    /// <summary>It answers the question.</summary>
    public sealed record Fine : ApiVerdict;

    /// <summary>The same call may succeed in a moment.</summary>
    /// <param name="Detail">What happened, in words.</param>
    public sealed record Passing(string Detail) : ApiVerdict;

    /// <summary>This key may not be used for a while; another one may.</summary>
    /// <param name="Detail">What happened, in words.</param>
    /// <param name="Pause">For how long, unless the answer's <c>Retry-After</c> says it.</param>
    public sealed record Spent(string Detail, TimeSpan Pause) : ApiVerdict;

    /// <summary>No attempt will succeed.</summary>
    /// <param name="Message">What to do about it.</param>
    public sealed record Fault(string Message) : ApiVerdict;
}

/// <summary>An API did not answer, though it was asked several times.</summary>
internal sealed class ApiUnavailableException(string message) : Exception(message);
