namespace PhotoScore.Core.Datasets;

/// <summary>What a photo is used for; spelled in lowercase in file names and tables.</summary>
public enum Split
{
    /// <summary>To learn from.</summary>
    Train,

    /// <summary>To choose the epoch and the thresholds.</summary>
    Validation,

    /// <summary>To be looked at once, at the end.</summary>
    Test,
}
