using Microsoft.AspNetCore.Http;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Functions.Predictions;

/// <summary>A photo to answer: its file, or why there is none.</summary>
internal sealed record PhotoInput(byte[]? File, PhotoError? Error = null);

/// <summary>Why a photo has no answer.</summary>
/// <param name="Code">A stable word.</param>
/// <param name="Message">What is wrong, and what to do.</param>
/// <param name="Status">The HTTP status that it has as the only photo of its request.</param>
internal sealed record PhotoError(string Code, string Message, int Status = StatusCodes.Status422UnprocessableEntity)
{
    /// <summary>Of a file that could not be decoded.</summary>
    public static PhotoError Of(ImageRejectedException rejected) => new(rejected.Reason.Code(), rejected.Message, StatusOf(rejected.Reason));

    /// <summary>The HTTP status of a file that was refused.</summary>
    public static int StatusOf(RejectionReason reason) => reason switch
    {
        RejectionReason.Empty => StatusCodes.Status400BadRequest,
        RejectionReason.NotAnImage or RejectionReason.UnsupportedFormat => StatusCodes.Status415UnsupportedMediaType,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
