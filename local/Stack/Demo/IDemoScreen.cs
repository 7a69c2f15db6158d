namespace PhotoScore.Local.Stack.Demo;

/// <summary>Where the demo's progress is shown.</summary>
internal interface IDemoScreen
{
    /// <summary>A stage is so far.</summary>
    void Show(string stage, double done, double all, string words);

    /// <summary>A stage is so far, as its status says.</summary>
    void Show(string stage, StageProgress progress) => Show(stage, progress.Done, progress.All, progress.Words);

    /// <summary>A stage has ended well.</summary>
    void Done(string stage, string words);
}

/// <summary>How far a stage is.</summary>
/// <param name="Done">So much is done.</param>
/// <param name="All">Of so much; 0 when that is not known yet.</param>
/// <param name="Words">The rest, for a person.</param>
internal sealed record StageProgress(double Done, double All, string Words);
