namespace PhotoScore.Core.Imaging;

/// <summary>Bytes were refused as a photo: a fault of the input, never of the program.</summary>
public sealed class ImageRejectedException(RejectionReason reason, SniffedType found, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public RejectionReason Reason { get; } = reason;

    /// <summary>What the first bytes say the file is.</summary>
    public SniffedType Found { get; } = found;

    /// <summary>The stable word for <see cref="Reason"/>, such as <c>truncated</c>.</summary>
    public string Code => Reason.Code();
}
